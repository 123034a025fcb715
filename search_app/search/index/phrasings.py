"""Phrasings: the ways people ask for an entry, and short definitions. Both are looked up like names (names.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_app.glossary.rendering.entry import Entry
from search_app.language.language import Language
from search_app.search.index.names import NameKind, content_key
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.hashed import checksum, read_checksums, write_hashed_flat
from search_app.search.storage.merging import RowRuns, Values
from search_app.search.storage.strings import StringArray, write_strings

FULL_FORM_UP_TO = 120  # letters of the longest definition that is a phrasing

_AFTERTHOUGHT = re.compile(r"\s*(?:[(\[]|, \")")
_ASIDE = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))")


class Phrasing(NamedTuple):
    """A phrasing of the entry `ordinal`, and the checksum of the key it is looked up by; 0 if it has no letters."""

    ordinal: int
    kind: int
    text: str
    key: int

    @classmethod
    def of(cls, ordinal: int, kind: int, text: str, language: Language) -> Phrasing:
        """Return a phrasing with its key."""
        key = content_key(text, language)
        return cls(ordinal, kind, text, checksum(key) if key else 0)


def phrasings_of(ordinal: int, entry: Entry, language: Language) -> Iterator[Phrasing]:
    """Yield the ways people ask for an entry, and a short definition with and without its asides."""
    for asked in entry.asked_as:
        yield Phrasing.of(ordinal, NameKind.ASKED, asked, language)
    definition = entry.passages[0].text if entry.passages else ""
    if len(definition) <= FULL_FORM_UP_TO:
        cut = (definition[: mark.start()] for mark in _AFTERTHOUGHT.finditer(definition))
        for form in dict.fromkeys((definition, *cut, _ASIDE.sub("", definition))):
            yield Phrasing.of(ordinal, NameKind.FULL_FORM, form, language)


def write_phrasings(folder: Path, every: Sequence[Phrasing]) -> None:
    """Write phrasings, in the order of their entries."""
    write_strings(folder, "phrasings", (phrasing.text for phrasing in every))
    write_array(folder, "phrasings.entries", [phrasing.ordinal for phrasing in every], np.int32)
    write_array(folder, "phrasings.kinds", [phrasing.kind for phrasing in every], np.uint8)
    keys = np.fromiter((phrasing.key for phrasing in every), np.uint64, len(every))
    known = keys.nonzero()[0]
    write_hashed_flat(folder, "phrasings.keys", keys[known], known)


def merge_phrasings(folder: Path, rows: RowRuns) -> list[Phrasing]:
    """Write and return the phrasings of a generation, merged from those that `write_phrasings` wrote of its rows."""
    merged = list(_merged(rows))
    write_phrasings(folder, merged)
    return merged


def _merged(rows: RowRuns) -> Iterator[Phrasing]:
    sources = {source: _read(source) for source in rows.sources}
    ordinal = 0
    for source, start, stop in rows:
        owners, kinds, texts, keys = sources[source]
        first, last = owners.searchsorted([start, stop]).tolist()
        place = slice(first, last)
        owned = (owners[place] + (ordinal - start)).tolist()
        yield from map(Phrasing, owned, kinds[place].tolist(), texts[place], keys[place])
        ordinal += stop - start


def _read(source: Path) -> tuple[Values, Values, list[str], list[int]]:
    """Return the ordinals, kinds, texts and keys that `write_phrasings` wrote."""
    texts = StringArray(source, "phrasings").texts()
    owners, kinds = read_array(source, "phrasings.entries"), read_array(source, "phrasings.kinds")
    return owners, kinds, texts, read_checksums(source, "phrasings.keys", len(texts)).tolist()
