"""Read and write spreadsheets (Office Open XML), with openpyxl."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from search_app.errors import LibraryMissing
from search_app.glossary.formats.cells import escaped, unescaped
from search_app.glossary.formats.columns import Row
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, TermCollection
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.table_rows import rows_of
from search_app.glossary.formats.table_terms import read_table

if TYPE_CHECKING:
    from types import ModuleType

MAX_UNPACKED = 300 * 2**20  # bytes in the archive, by its directory: zipfile reads no more of a member than that
MAX_RATIO = 300  # how many times larger a member of LARGE bytes may be than packed; sheets are some 10 times larger
LARGE = 5 * 2**20
MAX_MEMBERS = 5_000
MAX_CELLS = 5_000_000
MAX_COLUMNS = 200
MAX_CELL = 16_000  # characters; the format takes 32,767, escapes included. The rest goes to a further column
CONTINUED = " (continued)"  # ends the name of that column

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ZIP_DATE = (2000, 1, 1, 0, 0, 0)  # of all members: the same terms are the same bytes, whatever the time
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Sheet(NamedTuple):
    title: str
    rows: list[Row]


def read(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of the sheet with most rows.

    Raises:
        LibraryMissing: openpyxl is not installed.
    """
    openpyxl = _library()
    raw = read_bytes(data, shown)
    if not isinstance(raw, bytes):
        return raw
    try:
        if problem := _danger(raw):
            return refused(shown, problem)
        sheets = list(_sheets(openpyxl, raw))
    except MemoryError:
        return refused(shown, "does not fit into memory; split it.")
    except Exception as error:  # openpyxl raises whatever its parts raise for a damaged file
        return refused(shown, f"is no readable spreadsheet ({type(error).__name__}); save it again as .xlsx or CSV.")
    if not sheets or not max(len(sheet.rows) for sheet in sheets):
        return refused(shown, "has no sheet with texts.")
    chosen = max(sheets, key=lambda sheet: len(sheet.rows))
    guessed = [f"The sheet {chosen.title!r} has most rows: {len(chosen.rows):,}."] if len(sheets) > 1 else []
    guessed += [f"The sheet {each.title!r} is not taken: {len(each.rows):,} rows." for each in sheets if each != chosen]
    return read_table(_with_continued(chosen.rows), shown, options, guessed)


def write(collection: TermCollection, out: BinaryIO, origin: str) -> None:
    """Write the terms as a spreadsheet with one sheet; the same terms are the same bytes.

    Raises:
        LibraryMissing: openpyxl is not installed.
    """
    openpyxl = _library()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Terms")
    sheet.freeze_panes = "C2"
    for row in _fitting(rows_of(collection.terms)):
        sheet.append(row)
    packed = io.BytesIO()
    book.save(packed)
    _copy_undated(packed, out)


XLSX = Format("xlsx", (".xlsx", ".xlsm"), (MEDIA_TYPE,), read, write)


def _library() -> ModuleType:
    try:
        import openpyxl  # noqa: PLC0415  an extra, which other formats do not need
    except ModuleNotFoundError:
        raise LibraryMissing("XLSX", "exchange") from None
    return openpyxl


def _danger(raw: bytes) -> str:
    """Return why an archive is not unpacked, or an empty string."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            return f"unpacks to more than {MAX_UNPACKED // 2**20} MB; split it, or save the sheet as CSV."
        for member in members:
            if member.file_size > LARGE and member.file_size > MAX_RATIO * max(1, member.compress_size):
                return f"unpacks to more than {MAX_RATIO} times its size ({member.filename}); save the sheet as CSV."
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as content:
                    head = content.read(65_536).replace(b"\0", b"")
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    return (
                        f"has a document type in {member.filename}, which no spreadsheet needs; save the sheet as CSV."
                    )
    return ""


def _sheets(openpyxl: Any, raw: bytes) -> Iterator[_Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    cells = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" and len(book.worksheets) > 1:
            continue
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        rows: list[Row] = []
        for line, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells += len(values)
            if cells > MAX_CELLS:
                raise MemoryError
            if any(value is not None for value in values):
                rows.append((line, [_text(value) for value in values[:MAX_COLUMNS]]))
        yield _Sheet(sheet.title, rows)


def _text(value: object) -> str:
    """Return a cell's value as people see it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _fitting(rows: Any) -> Iterator[list[str]]:
    """Yield the header and the rows; texts that no cell can contain go on in further columns."""
    header: list[str] = rows.header
    parts = [1] * len(header)
    for row in rows:
        parts = [max(most, -(-len(cell) // MAX_CELL)) for most, cell in zip(parts, row, strict=True)]
    yield [name + CONTINUED * (part > 0) for name, most in zip(header, parts, strict=True) for part in range(most)]
    for row in rows:
        yield [_kept(_part(cell, part)) for cell, most in zip(row, parts, strict=True) for part in range(most)]


def _part(cell: str, part: int) -> str:
    text = cell[part * MAX_CELL : (part + 1) * MAX_CELL]
    return escaped(text) if part else text  # the first one is escaped already


def _kept(text: str) -> str:
    """Return a text in which what looks like an escape of the format is escaped itself."""
    return _ESCAPED.sub(lambda found: f"_x005F{found[0]}", text) if "_x" in text else text


def _with_continued(rows: Sequence[Row]) -> list[Row]:
    """Return rows with the texts of columns named as continued at the end of those before them."""
    continued = [place for place, name in enumerate(rows[0][1]) if name.endswith(CONTINUED)]
    if not continued:
        return list(rows)
    joined = []
    for line, cells in rows:
        whole = cells + [""] * (continued[-1] + 1 - len(cells))
        for place in reversed(continued):
            text = whole.pop(place)
            whole[place - 1] += unescaped(text) if line != rows[0][0] else ""
        joined.append((line, whole))
    return joined


def _copy_undated(packed: io.BytesIO, out: BinaryIO) -> None:
    """Copy an archive with one date for all members, and without the time of writing in its properties."""
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = _TIMES.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(member.filename, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
