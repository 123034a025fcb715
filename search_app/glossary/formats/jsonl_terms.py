"""Exchange JSON Lines: ours (jsonl.py) without loss, and objects of others with keys of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, SiteHints, TermCollection
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.json_terms import rows_of_records
from search_app.glossary.formats.jsonl import Part, Row, category_from_slug, read_rows
from search_app.glossary.formats.limits import MAX_BYTES
from search_app.glossary.formats.table_terms import read_table
from search_app.glossary.model import Fault, Term

OWN_KEYS = {"slug", "name", "categories", "definition"}
MAX_FAULTS = 1_000


def read(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of a file, read line by line if it is one of ours."""
    if isinstance(data, bytes):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "terms.jsonl"
            file.write_bytes(data)
            return read(file, shown, options)
    try:
        return _read_own(data, shown) if _is_own(data) else _read_foreign(data, shown, options)
    except OSError as error:
        return refused(shown, f"cannot be read: {error.strerror or error}.")


def write(collection: TermCollection, out: BinaryIO, origin: str) -> None:
    """Write one object a line; values that are empty are left out."""
    encode = msgspec.json.Encoder().encode
    for term in collection.terms:
        out.write(encode(row_of(term)) + b"\n")


JSON_LINES = Format("jsonl", (".jsonl", ".ndjson"), ("application/jsonl", "application/x-ndjson"), read, write)


def row_of(term: Term) -> Row:
    """Return the line of a term."""
    lists = ("categories", "aliases", "asked_as", "examples", "related", "not_linked", "help", "broader")
    texts = (
        "slug",
        "name",
        "definition",
        "misuse",
        "benefits",
        "conclusion",
        "updated",
        "actions",
        "status",
        "successor",
    )
    values: dict[str, Any] = {key: list(getattr(term, key)) for key in lists}
    return Row(
        **values | {key: getattr(term, key) for key in texts},
        changes=[f"{change.day}: {change.note}" for change in term.changes],
        further=[Part(heading, text) for heading, text in term.further],
        sources=[str(source) for source in term.sources],
        reviewed=str(term.reviewed or ""),
    )


def _is_own(file: Path) -> bool:
    """Return whether the first line has the keys that we need: others are told what is wrong with their lines."""
    with file.open("rb") as lines:
        first = next((line for line in _limited(lines) if line.strip()), b"")
    try:
        value = msgspec.json.decode(first.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return True
    return not isinstance(value, dict) or set(value) >= OWN_KEYS or not value


def _read_own(file: Path, shown: str) -> ImportResult:
    terms: list[Term] = []
    faults: list[Fault] = []
    for item in read_rows(file, shown):
        if isinstance(item, Term):
            terms.append(item)
        elif len(faults) < MAX_FAULTS:
            faults.append(item)
    report = ReportBuilder()
    report.take("terms", len(terms))
    seen = dict.fromkeys(category for term in terms for category in term.categories)
    hints = SiteHints(categories=tuple(category_from_slug(slug) for slug in seen))
    return ImportResult(tuple(terms), hints, tuple(faults), report.report())


def _read_foreign(file: Path, shown: str, options: ReadOptions) -> ImportResult:
    raw = read_bytes(file, shown)
    if not isinstance(raw, bytes):
        return raw
    records: list[dict[str, Any]] = []
    lines: list[int] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            return refused(shown, f"{error}; write one JSON object on each line.", number)
        if isinstance(value, dict):
            records.append(value)
            lines.append(number)
    return read_table(rows_of_records(records, lines), shown, options, [])


def _limited(lines: BinaryIO) -> Iterator[bytes]:
    """Yield the beginning of a file by lines, none longer than the limit of a line."""
    while line := lines.readline(MAX_BYTES):
        yield line
