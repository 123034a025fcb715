"""Render terms: Markdown becomes sanitized HTML with links to other terms, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from search_app.glossary.citations import link
from search_app.glossary.model import Change, Review, Source, Term
from search_app.glossary.rendering.sanitizer import sanitize
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.language import Language
from search_app.urls import term_path

SUMMARY_LENGTH = 300  # characters; a first sentence is seldom longer

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
# One line, words single-spaced, no character with a meaning in Markdown; without a `[` a `]` and a `!` have none.
_PROSE = re.compile(r"""[^\W\d_](?:[^\W_]|[,.;:'"!?()\]/%$+“”’–—-]|&(?= )| (?=[^ ]))*""")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as it is published: safe HTML for display, plain text for search."""

    kind: str
    anchor: str
    title: str
    markdown: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as it is published. `mentions` are the slugs its text links to, in reading order.

    `sources` have their links, made from citations too; `help` are ids of agencies, `broader` slugs.
    """

    slug: str
    name: str
    aliases: tuple[str, ...]
    categories: tuple[str, ...]
    asked_as: tuple[str, ...]
    related: tuple[str, ...]
    mentions: tuple[str, ...]
    updated: str
    summary: str
    passages: tuple[Passage, ...]
    not_linked: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    sources: tuple[Source, ...] = ()
    help: tuple[str, ...] = ()
    reviewed: Review | None = None
    broader: tuple[str, ...] = ()

    def passage(self, kind: str) -> Passage | None:
        """Return the first passage of `kind`."""
        return next((passage for passage in self.passages if passage.kind == kind), None)


def render(term: Term, vocabulary: Vocabulary) -> Entry:
    """Return the entry of `term`; the first mention of each other term in its text becomes a link."""
    seen = {term.slug: None}
    passages = []
    for section in term.sections():
        if _PROSE.fullmatch(section.markdown):
            text, html = section.markdown, _prose(section.markdown, vocabulary, seen)
        else:
            text, html = _marked_up(section.markdown, vocabulary, seen)
        title = plain_text(section.title) if section.kind == "further" else section.title
        passages.append(Passage(section.kind, section.anchor, title, section.markdown, html, text))
    return Entry(
        slug=term.slug,
        name=term.name,
        aliases=term.aliases,
        categories=term.categories,
        asked_as=term.asked_as,
        related=term.related,
        mentions=tuple(seen)[1:],
        updated=term.updated,
        summary=first_sentence(passages[0].text if passages else "", vocabulary.language),
        passages=tuple(passages),
        not_linked=term.not_linked,
        changes=term.changes,
        sources=tuple(Source(source.text, link(source)) for source in term.sources),
        help=term.help,
        reviewed=term.reviewed,
        broader=term.broader,
    )


def _marked_up(markdown: str, vocabulary: Vocabulary, seen: dict[str, None]) -> tuple[str, str]:
    """Return the plain text and the HTML of Markdown in general."""
    tokens = _MARKDOWN.parse(markdown)
    text = _plain(tokens)
    _link_mentions(tokens, vocabulary, seen)
    return text, sanitize(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _prose(text: str, vocabulary: Vocabulary, seen: dict[str, None]) -> str:
    """Return the HTML of one paragraph without markup: equal to that of `_marked_up`, ten times as fast.

    The text has no character that could begin markup (_PROSE), and needs no sanitizing.
    """
    links = []
    for mention in vocabulary.mentions(text):
        if mention.slug not in seen:
            seen[mention.slug] = None
            links.append((mention.start, mention.end, mention.slug))
    return prose_html(text, links)


def prose_html(text: str, links: Iterable[tuple[int, int, str]]) -> str:
    """Return the HTML of one paragraph without markup, with links from a start to an end to the term of a slug."""
    pieces, last = ["<p>"], 0
    escaped = _escaped if '"' in text or "&" in text else str
    for start, end, slug in links:
        address = escape(term_path(slug))
        pieces += [escaped(text[last:start]), f'<a href="{address}" class="term">', escaped(text[start:end]), "</a>"]
        last = end
    return "".join([*pieces, escaped(text[last:]), "</p>\n"])


def _escaped(text: str) -> str:
    """Return the only two special characters of prose as HTML."""
    return text.replace("&", "&amp;").replace('"', "&quot;")


def plain_text(markdown: str) -> str:
    """Return the text of `markdown` without markup, on one line."""
    return markdown if _PROSE.fullmatch(markdown) else _plain(_MARKDOWN.parse(markdown))


def first_sentence(text: str, language: Language) -> str:
    """Return the first sentence of plain `text`; one of more than SUMMARY_LENGTH characters is cut after a word."""
    text = next(language.sentences(text), "")
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] + "…"


def _plain(tokens: Iterable[Token]) -> str:
    """Return the text of parsed Markdown, with a space between blocks."""
    parts: list[str] = []
    for token in tokens:
        if token.type == "inline":
            parts.extend(child.content or " " * child.type.endswith("break") for child in token.children or ())
            parts.append(" ")
        elif token.type in ("fence", "code_block"):
            parts.append(token.content + " ")
    return " ".join("".join(parts).split())


def _link_mentions(tokens: Sequence[Token], vocabulary: Vocabulary, seen: dict[str, None]) -> None:
    """Turn mentions of terms not yet in `seen` into links, outside headings, links and code."""
    for number, token in enumerate(tokens):
        if token.type != "inline" or tokens[number - 1].type == "heading_open":
            continue
        linked: list[Token] = []
        depth = 0
        for child in _joined(token.children or []):
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type == "text" and not depth:
                linked.extend(_split(child.content, vocabulary, seen))
            else:
                linked.append(child)
        token.children = linked


def _joined(children: Iterable[Token]) -> list[Token]:
    """Return `children` with adjacent text joined over line breaks: a name may be wrapped."""
    joined: list[Token] = []
    for child in children:
        content = "\n" if child.type == "softbreak" else child.content
        if child.type in ("text", "softbreak") and joined and joined[-1].type == "text":
            joined[-1].content += content
        else:
            joined.append(Token("text", "", 0, content=content) if child.type in ("text", "softbreak") else child)
    return joined


def _split(text: str, vocabulary: Vocabulary, seen: dict[str, None]) -> list[Token]:
    pieces: list[Token] = []
    end = 0
    for mention in vocabulary.mentions(text):
        if mention.slug in seen:
            continue
        seen[mention.slug] = None
        link = Token("link_open", "a", 1, attrs={"href": term_path(mention.slug), "class": "term"})
        pieces.append(Token("text", "", 0, content=text[end : mention.start]))
        pieces += [link, Token("text", "", 0, content=text[mention.start : mention.end]), Token("link_close", "a", -1)]
        end = mention.end
    return [*pieces, Token("text", "", 0, content=text[end:])]
