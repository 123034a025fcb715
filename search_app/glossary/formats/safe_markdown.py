"""Turn foreign texts, plain or HTML, into Markdown that shows them as they are: paragraphs, lists and links alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import quote

from search_app.glossary.formats.limits import MAX_PARAGRAPH
from search_app.language.characters import clean_text

LONGEST_HTML = 100_000  # characters; a longer text is taken as plain
LONGEST_BLOCK = MAX_PARAGRAPH // 2  # escaping can make it longer

_BLOCK_TAGS = (
    "address|article|aside|blockquote|br|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|"
    "hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_INLINE_TAGS = "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var"
_SKIPPED_TAGS = "head|iframe|noscript|object|script|style|svg|template|title"  # their content is no text
_BLOCK = re.compile(_BLOCK_TAGS)
_SKIPPED = re.compile(_SKIPPED_TAGS)
_TAG = re.compile(rf"</?(?:{_BLOCK_TAGS}|{_INLINE_TAGS}|{_SKIPPED_TAGS})(?:[\s/][^<>]*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)

# Control characters, halves of surrogate pairs, and characters that neither XML nor a term file may contain.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_MARKUP = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|<(?=[A-Za-z/!?])|&(?=#|[A-Za-z][A-Za-z0-9]*;)")
_ANY_MARKUP = re.compile(r"[\\`*_\[\]<&]")
_BLOCK_START = re.compile(r"#{1,6}(?:\s|$)|>|[-+](?:\s|$)|(?:-\s*){3,}$|=+$|~{3}")
_NUMBER = re.compile(r"\d{1,9}[.)](?:\s|$)")
_ITEM = re.compile(r"(?:[-*•·▪‣–]|(\d{1,3})[.)])[ \t]+(?=\S)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_SAFE_IN_ADDRESS = "%/:?#@!$&'*+,;=~[]"


class Block(NamedTuple):
    """A block of Markdown: the mark of a list item, empty in a paragraph, and a line of text."""

    mark: str
    line: str


def markdown_of(text: str) -> str:
    """Return Markdown that shows `text`: tags become paragraphs, lists and links, anything else is escaped."""
    text = without_forbidden(text)
    if len(text) <= LONGEST_HTML:
        if _TAG.search(text):
            return _from_html(text)
        if _ENTITY.search(text):
            text = html.unescape(text)
    return _joined(block for paragraph in re.split(r"\n[ \t]*\n", text) for block in _blocks(paragraph))


def plain_line(text: str) -> str:
    """Return `text` as one line without tags and entities, such as a name."""
    text = without_forbidden(text)
    if len(text) <= LONGEST_HTML and (_TAG.search(text) or _ENTITY.search(text)):
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(without_forbidden(text).split())


def without_forbidden(text: str) -> str:
    """Return `text` with line ends as `\\n`, accents composed, and without characters that no text may contain."""
    return clean_text(writable(text))


def writable(text: str) -> str:
    """Return `text` with line ends as `\\n` and without characters that XML cannot contain."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def escaped(text: str) -> str:
    """Return a line of Markdown that shows `text` literally, its spaces collapsed."""
    return _no_block(_MARKUP.sub(r"\\\g<0>", " ".join(text.split())))


def _no_block(line: str) -> str:
    """Return a line of Markdown that begins no heading, list, quotation, rule or fence."""
    if _NUMBER.match(line):
        return re.sub(r"(?<=\d)(?=[.)])", r"\\", line, count=1)
    return "\\" + line if _BLOCK_START.match(line) else line


def _blocks(paragraph: str) -> Iterator[Block]:
    """Yield the blocks of a paragraph of plain text."""
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    if sum(bool(_ITEM.match(line)) for line in lines) < 2:
        yield from (Block("", escaped(part)) for part in _parts(" ".join(lines)))
        return
    mark, words = "", ""
    for line in lines:
        if item := _ITEM.match(line):
            yield Block(mark, escaped(words))
            mark, words = f"{item[1]}. " if item[1] else "- ", line[item.end() :]
        else:
            words += " " + line
    yield Block(mark, escaped(words))


def _parts(text: str) -> Iterator[str]:
    """Yield `text` in parts that a paragraph may have, cut after a sentence, or else at a space."""
    while len(text) > LONGEST_BLOCK:
        head = text[:LONGEST_BLOCK]
        cut = max(head.rfind(". ") + 1, 0) or max(head.rfind(" "), 0) or LONGEST_BLOCK
        yield text[:cut]
        text = text[cut:].strip()
    yield text


def _joined(blocks: Iterable[Block]) -> str:
    """Return blocks as Markdown: items of a list below each other, paragraphs apart."""
    text, previous = "", ""
    for block in blocks:
        if block.line:
            between = "\n" if block.mark and previous else "\n\n"
            text += (between if text else "") + block.mark + block.line
            previous = block.mark
    return text


def _from_html(text: str) -> str:
    reader = _HtmlReader()
    reader.feed(text)
    reader.close()
    reader.end_block()
    return _joined(reader.blocks)


class _HtmlReader(HTMLParser):
    """Collects the blocks of a text in HTML; of inline tags, links alone remain."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._mark = ""
        self._pieces: list[str] = []  # Markdown of the block that is being read
        self._link: tuple[str, int] | None = None  # its address, and the number of pieces before it
        self._skipped = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _SKIPPED.fullmatch(tag):
            self._skipped = self._skipped or tag
        elif _BLOCK.fullmatch(tag):
            self.end_block()
            self._mark = "- " if tag == "li" else ""
        elif tag == "a":
            self._end_link()
            address = (dict(attrs).get("href") or "").strip()
            self._link = (address, len(self._pieces)) if _ADDRESS.fullmatch(address) else None

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipped:
            self._skipped = ""
        elif _BLOCK.fullmatch(tag):
            self.end_block()
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._pieces.append(_ANY_MARKUP.sub(r"\\\g<0>", without_forbidden(data)))

    def end_block(self) -> None:
        """Add the block that is being read, if it has text."""
        self._end_link()
        line = _no_block(" ".join("".join(self._pieces).split()))
        if line:
            self.blocks.append(Block(self._mark, line))
            self._mark = ""
        self._pieces = []

    def _end_link(self) -> None:
        if self._link:
            address, start = self._link
            label = " ".join("".join(self._pieces[start:]).split())
            if label:
                self._pieces[start:] = [f"[{label}]({quote(address, safe=_SAFE_IN_ADDRESS)})"]
        self._link = None
