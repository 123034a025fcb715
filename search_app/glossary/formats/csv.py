"""Read and write CSV (RFC 4180), and what others call CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO

from search_app.glossary.formats.columns import known_names
from search_app.glossary.formats.dialect import DELIMITER_NAMES, Dialect, decode, guess_dialect
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, TermCollection
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.table_rows import rows_of
from search_app.glossary.formats.table_terms import read_table

_OTHERS = {
    b"PK\x03\x04": "is a ZIP archive, such as a spreadsheet; name it .xlsx, or save it as CSV.",
    b"\xd0\xcf\x11\xe0": "is an old spreadsheet (.xls); save it as .xlsx or CSV.",
    b"%PDF": "is a PDF; copy its table into a spreadsheet and save it as CSV.",
}


def read(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of a table in any dialect."""
    raw = read_bytes(data, shown)
    if not isinstance(raw, bytes):
        return raw
    for mark, problem in _OTHERS.items():
        if raw.startswith(mark):
            return refused(shown, problem)
    decoded = decode(raw)
    if "\0" in decoded.text[:10_000]:
        return refused(shown, "is not a text; save the table as CSV.")
    dialect = guess_dialect(decoded.text, known_names)
    try:
        rows = [(line, cells) for line, cells in dialect.rows(decoded.text) if any(cells)]
    except csv.Error as error:
        return refused(shown, f"is no readable table: {error}.")
    if rows and rows[0][1][0].lower().startswith("sep="):
        del rows[0]
    guessed = [f"The file is {decoded.encoding} text with {_described(dialect)}."]
    if decoded.replaced:
        guessed.append(f"{decoded.replaced:,} bytes are no {decoded.encoding} text; each became \ufffd.")
    return read_table(rows, shown, options, guessed)


def write(collection: TermCollection, out: BinaryIO, origin: str) -> None:
    """Write the terms as CSV in UTF-8, with a byte order mark: without one, Excel reads Windows-1252."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    table = csv.writer(text)
    rows = rows_of(collection.terms)
    table.writerow(rows.header)
    table.writerows(rows)
    text.flush()
    text.detach()


CSV = Format("csv", (".csv", ".tsv", ".tab"), ("text/csv", "text/tab-separated-values"), read, write)


def _described(dialect: Dialect) -> str:
    name = DELIMITER_NAMES.get(dialect.delimiter, repr(dialect.delimiter))
    return f"a {name} between cells" + ("" if dialect.quotes else ", in which quotation marks quote nothing")
