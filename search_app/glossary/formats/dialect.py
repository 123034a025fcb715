"""The dialect of a CSV file: its encoding, and its delimiter by the consistency of rows.

`csv.Sniffer` looks for regular distances between characters; long definitions with commas and quotes have none.
"""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

DELIMITERS = ",;\t|"
DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}
SAMPLE = 200_000  # characters that decide the delimiter
SAMPLE_ROWS = 300
LONGEST_CELL = 1_000_000  # characters
MOST_LINES = 500  # of a cell

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
                   "utf-16-be": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows-1252"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with `\\n` at the ends of lines, the name of its encoding, and how many bytes were no characters."""

    text: str
    encoding: str
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Dialect:
    """How rows are written: the delimiter, whether quotation marks quote, and whether a backslash escapes them."""

    delimiter: str
    quotes: bool = True
    backslash: bool = False

    def rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield the first line, from 1, and the cells of each row.

        Raises:
            csv.Error: a cell is longer than LONGEST_CELL.
        """
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.reader(
            text.split("\n") if not self.quotes else _lines(text),
            delimiter=self.delimiter,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            doublequote=not self.backslash,
            escapechar="\\" if self.backslash else None,
        )
        first = 1
        for row in reader:
            yield first, row
            first = reader.line_num + 1


def decode(data: bytes) -> Decoded:
    """Return the text of `data`: by its byte order mark, as UTF-16 by zero bytes, as UTF-8, else as Windows-1252."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _unmarked(data)
    try:
        text, replaced = data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        replaced = text.count("\ufffd")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, _ENCODING_NAMES[encoding], replaced)


def guess_dialect(text: str, known: Callable[[Sequence[str]], int]) -> Dialect:
    """Return the dialect in which the rows of `text` are most consistent.

    Args:
        text: the whole file; its beginning is looked at.
        known: returns how many cells of a row are names of columns; a row with two or more decides.
    """
    first = text[:10].partition("\n")[0]
    if first.lower().startswith("sep=") and len(first) == 5:
        return Dialect(first[4])
    sample = text if len(text) <= SAMPLE else text[: text.rfind("\n", 0, SAMPLE) + 1 or SAMPLE]
    backslash = sample.count('\\"') > sample.count('""')
    best = max((Dialect(mark, backslash=backslash) for mark in DELIMITERS), key=lambda each: _fit(each, sample, known))
    return best if _is_readable(best, text) else Dialect(best.delimiter, quotes=False)


def _unmarked(data: bytes) -> str:
    """Return the encoding of bytes without a byte order mark."""
    head = data[:2_000]
    if head.count(0) > len(head) // 5:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _fit(dialect: Dialect, sample: str, known: Callable[[Sequence[str]], int]) -> tuple[bool, float, int]:
    """Return how well a dialect fits: whether a row names columns, the share of rows with one width, and that width."""
    widths: Counter[int] = Counter()
    names = 0
    try:
        for number, (_, row) in enumerate(dialect.rows(sample)):
            if number == SAMPLE_ROWS:
                break
            filled = [cell for cell in row if cell.strip()]
            widths[len(row)] += bool(filled)
            names = max(names, known(row)) if number < 30 and len(filled) > 1 else names
    except csv.Error:
        return (False, 0.0, 0)
    width, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    share = alike / widths.total() if width > 1 else 0.0
    return (names > 1, share, width)


def _is_readable(dialect: Dialect, text: str) -> bool:
    """Return whether quotation marks come in pairs: one that nothing closes makes a cell of many lines."""
    try:
        return all(cell.count("\n") < MOST_LINES for _, row in dialect.rows(text) for cell in row)
    except csv.Error:
        return False


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of `text` with their ends, without a copy of all of them."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start : end + 1]
        start = end + 1
    if start < len(text):
        yield text[start:]
