"""Collections larger than all dictionaries together: varied copies of their entries follow them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, islice

import msgspec

from bench.corpora.collection import paragraph
from search_app.glossary.formats.jsonl import Row


def repeated(rows: Sequence[Row], size: int) -> Iterator[Row]:
    """Yield `size` entries: all rows as they are, then varied copies of them."""
    copies = (varied(row, number) for number in count(2) for row in rows)
    return islice(chain(rows, copies), size)


def varied(row: Row, number: int) -> Row:
    """Return the `number`th copy of an entry: "mode, edition 2" for "mode", its text turned by a part of its length."""
    return msgspec.structs.replace(
        row,
        slug=f"{row.slug}-{number}",
        name=f"{row.name}, edition {number}",
        aliases=[f"{alias}, edition {number}" for alias in row.aliases],
        definition=_turned(row.definition, number),
        examples=[_turned(example, number) for example in row.examples],
    )


def _turned(text: str, number: int) -> str:
    words = text.split()
    start = len(words) * (number - 1) // (number + 1)
    return paragraph(" ".join(words[start:] + words[:start]))
