"""Read JSON in which others keep a glossary: an array of objects, or an object of terms and definitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from search_app.glossary.formats.columns import Row
from search_app.glossary.formats.dialect import decode
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions
from search_app.glossary.formats.file_bytes import read_bytes, refused
from search_app.glossary.formats.table_terms import read_table

DEEPEST = 3  # levels of objects around the terms: {"data": {"terms": [...]}}


def read(data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms of a JSON file."""
    raw = read_bytes(data, shown)
    if not isinstance(raw, bytes):
        return raw
    try:
        value = msgspec.json.decode(decode(raw).text)
    except (msgspec.DecodeError, RecursionError) as error:
        return refused(shown, f"is no readable JSON: {error}.")
    if not (records := list(records_in(value))):
        return refused(shown, 'contains no terms; write an array such as [{"term": "Copay", "definition": "..."}].')
    return read_table(rows_of_records(records), shown, options, [])


JSON = Format("json", (".json",), ("application/json",), read)


def records_in(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the objects of terms in a JSON value."""
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
    elif isinstance(value, dict) and value:
        inner = list(value.values())
        if all(isinstance(item, str) for item in inner):
            pairs = [{"term": name, "definition": text} for name, text in value.items()]
            yield from pairs if len(pairs) > 1 and not {"term", "name"} & {key.lower() for key in value} else [value]
        elif len(inner) > 1 and all(isinstance(item, dict) for item in inner):
            yield from ({"term": name, **item} for name, item in value.items())
        elif depth < DEEPEST:
            lists = [item for item in inner if isinstance(item, list | dict)]
            yield from max((list(records_in(item, depth + 1)) for item in lists), key=len, default=[])


def rows_of_records(records: Sequence[dict[str, Any]], lines: Sequence[int] = ()) -> list[Row]:
    """Return objects as the rows of a table, below the names of all keys; each row has its line, or its number."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    rows: list[Row] = [(0, keys)]
    for number, record in enumerate(records):
        rows.append((lines[number] if lines else number + 1, [_cell(record.get(key)) for key in keys]))
    return rows


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(text for item in value if (text := _cell(item)))
    if isinstance(value, dict):  # {"en": "..."} or {"name": "..."}
        texts = [item for item in value.values() if isinstance(item, str)]
        return next((value[key] for key in ("name", "term", "title", "en", "value") if isinstance(value.get(key), str)),
                    texts[0] if len(texts) == 1 else "")  # fmt: skip
    return "" if value is None else str(value)
