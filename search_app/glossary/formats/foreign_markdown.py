"""Markdown of other systems as Markdown of ours: without shortcodes, HTML, pictures and links inside their site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from search_app.glossary.formats.safe_markdown import without_forbidden
from search_app.glossary.formats.sections import next_fence

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SHORTCODE = re.compile(r"\{\{[<%]\s*(?P<inner>.*?)\s*[>%]\}\}", re.DOTALL)
_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_SHOWN = re.compile(r"\b(?:text|title|label|term)=(?:\"([^\"]*)\"|'([^']*)')")
_MDX = re.compile(r"^(?:import|export)\s.*$", re.MULTILINE)
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9.-]*)(?:\s[^<>]*)?/?>")
_BREAKING = ("br", "p", "div", "li", "tr", "ul", "ol", "dd", "dt")
_IMAGE = re.compile(r"!\[([^\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(
    r"(?<!!)\[([^\[\]\n]+)\]\(\s*<?([^()\s>]+(?:\([^()\s]*\)[^()\s>]*)*)>?(?:\s+[\"'(][^\n]*?[\"')])?\s*\)"
)
_REFERENCE = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\[[^\]\n]*\]")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:\s+\S.*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^{}\n]*\}[ \t]*$", re.MULTILINE)
_FOOTNOTE = re.compile(r"\[\^[^\]\n]+\]:?")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")

MAX_TEXT = 200_000  # characters of a page


class Page(NamedTuple):
    """A page: its sections, each with its heading (the first one has none), and the addresses it links to."""

    sections: tuple[tuple[str, str], ...]
    links: tuple[str, ...]


def read_page(text: str, name: str) -> Page:
    """Return the sections of Markdown; a heading of the first level that repeats `name` is none."""
    links: list[str] = []
    clean = "\n".join(_clean_blocks(without_forbidden(text[:MAX_TEXT]), links))
    sections: list[tuple[str, list[str]]] = [("", [])]
    fence, lines = "", _with_hashes(clean.split("\n"))
    for line in lines:
        fence = next_fence(fence, line)
        heading = None if fence else _HEADING.match(line)
        if not heading or len(heading[1]) > 2:
            sections[-1][1].append(line)
        elif len(heading[1]) == 2 or _plain(heading[2]).casefold() != name.casefold():
            sections.append((_plain(heading[2]), []))
    return Page(tuple((heading, _trimmed(body)) for heading, body in sections), tuple(dict.fromkeys(links)))


def without_shortcodes(text: str) -> str:
    """Return `text` without the shortcodes of Hugo and Liquid; those that show a text become that text."""
    return _LIQUID.sub("", _SHORTCODE.sub(_shown, text))


def _shown(shortcode: re.Match[str]) -> str:
    inner = shortcode["inner"]
    if inner.startswith(("ref ", "relref ", "/", "comment")):
        return ""
    found = _SHOWN.search(inner)
    return (found[1] or found[2] or "") if found else ""


def _clean_blocks(text: str, links: list[str]) -> Iterator[str]:
    """Yield the text outside of code without foreign markup, and code as it is."""
    fence = ""
    block: list[str] = []
    for line in [*text.split("\n"), None]:
        before = fence
        fence = next_fence(fence, line) if line is not None else ""
        if line is None or (fence and not before):
            yield _clean("\n".join(block), links)
            block = []
        if line is not None:
            if fence or before:
                yield line
            else:
                block.append(line)


def _clean(text: str, links: list[str]) -> str:
    text = without_shortcodes(_COMMENT.sub("", text))
    text = _MDX.sub("", _DEFINITION.sub("", _FOOTNOTE.sub("", _ATTRIBUTES.sub("", text))))
    text = _IMAGE.sub("", text)
    text = _LINK.sub(lambda found: _link(found, links), _REFERENCE.sub(r"\1", text))
    text = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _BREAKING else "", text)
    return unescape(text).replace("<", "\\<") if "&" in text else text


def _link(found: re.Match[str], links: list[str]) -> str:
    """Return a link to another site as it is, and the label of one inside the site."""
    links.append(found[2])
    return f"[{found[1]}]({found[2]})" if found[2].startswith(("https://", "http://", "mailto:")) else found[1]


def _with_hashes(lines: list[str]) -> Iterator[str]:
    """Yield lines with underlined headings as those that begin with `#`."""
    held: str | None = None
    for line in lines:
        mark = _UNDERLINE.match(line)
        if (
            held is not None
            and held.strip()
            and mark
            and not held.lstrip().startswith((">", "-", "#", "|", "```", "~~~"))
        ):
            yield f"{'#' if mark[1][0] == '=' else '##'} {held.strip()}"
            held = None
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _plain(heading: str) -> str:
    return " ".join(re.sub(r"[*_`]", "", heading).split())


def _trimmed(lines: list[str]) -> str:
    """Return lines as a text with one empty line between paragraphs."""
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text)
