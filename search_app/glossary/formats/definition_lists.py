"""Read pages that list terms with definitions: HTML `<dl>`; definition lists, tables and headings of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from search_app.glossary.formats.columns import known_names
from search_app.glossary.formats.dialect import decode
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.table_terms import read_table

Pair = tuple[int, str, str]  # the line of a term, its name, its definition

MARKED = re.compile(
    r"^[ \t]*(?:[-*+]\s+)?(?:\*\*|__)(?P<name>[^*_\n]{1,120}?)(?:\*\*|__)[ \t]*[:–—-]?[ \t]+(?P<text>\S.*)"
)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_SKIPPED = frozenset(("script", "style", "template", "svg", "nav"))
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "wbr"))
LEAST = 2  # terms of a list


def read_html(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of the definition lists and tables of an HTML page."""
    raw = read_bytes(data, shown)
    if not isinstance(raw, bytes):
        return raw
    page = _Page()
    page.feed(decode(raw).text)
    page.close()
    page.end_pair()
    pairs = page.pairs or _table_pairs(page.table_rows)
    if not pairs:
        return refused(shown, "contains no definition list <dl>, nor a table with columns for terms and definitions.")
    return read_pairs(pairs, shown, options)


HTML = Format("html", (".html", ".htm", ".xhtml"), ("text/html",), read_html)


def read_pairs(pairs: list[Pair], shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of a list."""
    rows = [(0, ["term", "definition"]), *((line, [name, text]) for line, name, text in pairs)]
    return read_table(rows, shown, options, [])


def markdown_pairs(text: str) -> list[Pair]:
    """Return the terms of a Markdown text that lists several, by the kind of list that has most."""
    lines = text.split("\n")
    kinds = (_colons(lines), _tables(lines), _bold(lines), _headings(lines))
    found = max((list(kind) for kind in kinds), key=len)
    return found if len(found) >= LEAST else []


def _colons(lines: list[str]) -> Iterator[Pair]:
    """Yield definition lists of Markdown Extra: a line with the term, then `: ` and the definition."""
    number = 0
    while number < len(lines):
        if number and lines[number].startswith((": ", ":\t")) and (at := _above(lines, number)) >= 0:
            body = [lines[number][1:].strip()]
            while number + 1 < len(lines) and _continues(lines, number + 1):
                number += 1
                body.append(lines[number].strip().removeprefix(": "))
            yield at + 1, lines[at].strip().strip("*_"), "\n".join(body).strip()
        number += 1


def _above(lines: list[str], number: int) -> int:
    """Return the place of the term above a definition, with one empty line between at most."""
    at = number - 1 if lines[number - 1].strip() else number - 2
    return at if at >= 0 and lines[at].strip() and not lines[at].startswith((":", "#", " ")) else -1


def _continues(lines: list[str], number: int) -> bool:
    """Return whether a line belongs to the definition above it."""
    line = lines[number]
    if line.startswith((": ", ":\t", "    ", "\t")):
        return True
    following = next((each for each in lines[number + 1 : number + 3] if each.strip()), "")
    if not line.strip():
        return following.startswith(("    ", "\t", ": "))
    return bool(lines[number - 1].strip()) and not following.startswith((": ", ":\t")) and not line.startswith("#")


def _tables(lines: list[str]) -> Iterator[Pair]:
    rows = [
        (number, [cell.strip() for cell in line.strip().strip("|").split("|")])
        for number, line in enumerate(lines, 1)
        if line.count("|") > 1 and not set(line) <= set("|-: \t")
    ]
    yield from _table_pairs(rows)


def _table_pairs(rows: list[tuple[int, list[str]]]) -> list[Pair]:
    """Return the first two columns of a table whose header names them."""
    if not rows or known_names(rows[0][1]) < LEAST:
        return []
    return [(line, cells[0], cells[1]) for line, cells in rows[1:] if len(cells) > 1 and cells[0]]


def _bold(lines: list[str]) -> Iterator[Pair]:
    for number, line in enumerate(lines, 1):
        if found := MARKED.match(line):
            yield number, found["name"].strip().rstrip(":"), found["text"]


def _headings(lines: list[str]) -> Iterator[Pair]:
    """Yield the sections below the deepest headings that several terms have."""
    levels = [len(found[1]) for line in lines if (found := _HEADING.match(line)) and len(found[2]) > 1]
    level = max(set(levels), key=lambda each: (levels.count(each), each), default=0)
    opened, name, body = 0, "", list[str]()
    for number, line in enumerate([*lines, "# "], 1):
        found = _HEADING.match(line) or (re.match("(#)()", line) if line == "# " else None)
        if found and len(found[1]) <= level:
            if name and "".join(body).strip():
                yield opened, name, "\n".join(body).strip()
            opened, name, body = number, found[2].strip("*_ ") if len(found[1]) == level else "", []
            name = name if len(name) > 1 else ""
        else:
            body.append(line)


class _Page(HTMLParser):
    """Collect the pairs of `<dl>` and the rows of `<table>`; definitions keep their HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pairs: list[Pair] = []
        self.table_rows: list[tuple[int, list[str]]] = []
        self._names: list[tuple[int, str]] = []
        self._text: list[str] = []
        self._place = ""
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in _SKIPPED
        if tag in ("dt", "dd", "dl", "tr", "td", "th"):
            self._open(tag)
        elif self._place in ("dd", "td") and not self._skipped:
            href = dict(attrs).get("href") if tag == "a" else None
            self._text.append(f'<{tag} href="{escape(href)}">' if href else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in _SKIPPED and self._skipped > 0
        if tag in ("dt", "dd", "dl", "td", "th"):
            self._close()
            if tag == "dl":
                self.end_pair()
        elif self._place in ("dd", "td") and not self._skipped and tag not in _VOID:
            self._text.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._place and not self._skipped:
            self._text.append(escape(data) if self._place in ("dd", "td") else data)

    def end_pair(self) -> None:
        """Add a term whose definition has ended; several names have one definition."""
        self._close()
        if self._names and self._definition:
            line, name = self._names[0]
            self.pairs.append((line, name, self._definition))
        self._names, self._definition = [], ""

    _definition = ""

    def _open(self, tag: str) -> None:
        self._close()
        if tag == "dt" and self._definition:
            self.end_pair()
        if tag == "tr":
            self.table_rows.append((self.getpos()[0], []))
        self._place = tag if tag in ("dt", "dd", "td", "th") else ""

    def _close(self) -> None:
        text = "".join(self._text).strip()
        if self._place == "dt" and text:
            self._names.append((self.getpos()[0], " ".join(text.split())))
        elif self._place == "dd" and text:
            self._definition += f"<p>{text}</p>"
        elif self._place in ("td", "th") and self.table_rows:
            self.table_rows[-1][1].append(text)
        self._text, self._place = [], ""
