"""Writes the ways people ask for entries, and short definitions: both are looked up as names are (names.py)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_app.glossary.rendering.entry import Entry
from search_app.search.index.name_writer import write_index
from search_app.search.index.names import NameKind, content_key
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.merging import RowRuns, Values
from search_app.search.storage.strings import StringArray, write_strings

FULL_FORM_UP_TO = 120  # letters of a definition that is looked up as a whole

_AFTERTHOUGHT = re.compile(r"\s*(?:[(\[]|, \")")
_ASIDE = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))")


class Phrasing(NamedTuple):
    """What people may say for the entry `ordinal`, and the key by which it is found."""

    ordinal: int
    kind: int
    text: str
    key: str


def phrasings_of(ordinal: int, entry: Entry) -> Iterator[Phrasing]:
    """Yield the ways people ask for an entry, and a short definition, also without what follows in brackets."""
    for asked in entry.asked_as:
        yield Phrasing(ordinal, NameKind.ASKED, asked, content_key(asked))
    definition = entry.passages[0].text if entry.passages else ""
    if len(definition) <= FULL_FORM_UP_TO:
        cut = (definition[: mark.start()] for mark in _AFTERTHOUGHT.finditer(definition))
        for form in dict.fromkeys((definition, *cut, _ASIDE.sub("", definition))):
            yield Phrasing(ordinal, NameKind.FULL_FORM, form, content_key(form))


def write_phrasings(folder: Path, sayings: Iterable[Phrasing]) -> None:
    """Write sayings, in the order of their entries."""
    every = list(sayings)
    write_strings(folder, "sayings", (saying.text for saying in every))
    write_array(folder, "sayings.entries", [saying.ordinal for saying in every], np.int32)
    write_array(folder, "sayings.kinds", [saying.kind for saying in every], np.uint8)
    write_index(folder, "sayings.keys", ((saying.key, number) for number, saying in enumerate(every)))


def merge_phrasings(folder: Path, rows: RowRuns) -> None:
    """Write the sayings of a generation, taken from what `write_sayings` wrote of its rows."""
    write_phrasings(folder, _spliced(rows))


def _spliced(rows: RowRuns) -> Iterator[Phrasing]:
    sources = {source: _read(source) for source in rows.sources}
    ordinal = 0
    for source, start, stop in rows:
        owners, kinds, texts, keys = sources[source]
        first, last = owners.searchsorted([start, stop]).tolist()
        place = slice(first, last)
        owned = (owners[place] + (ordinal - start)).tolist()
        yield from map(Phrasing, owned, kinds[place].tolist(), texts[place], keys[place])
        ordinal += stop - start


def _read(source: Path) -> tuple[Values, Values, list[str], list[str]]:
    """Return the columns of what `write_sayings` wrote."""
    texts, keys = (StringArray(source, name).texts() for name in ("sayings", "sayings.keys"))
    said = RaggedArray(source, "sayings.keys.names")
    key = np.full(len(texts), len(keys))
    key[said.values] = np.repeat(np.arange(len(keys)), said.counts())
    of_each = [*keys, ""]  # a saying of signs alone has none
    owners, kinds = read_array(source, "sayings.entries"), read_array(source, "sayings.kinds")
    return owners, kinds, texts, [of_each[number] for number in key.tolist()]
