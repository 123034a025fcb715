"""Writes the tables in which names are looked up (names.py says what for).

What depends on names alone is taken over from the generation before when no name has changed, as in most edits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.glossary.naming import name_key
from search_app.glossary.rendering.term_linker import NamedTerm
from search_app.language.english import ENGLISH
from search_app.search.index.doc_values import write_name_order
from search_app.search.index.names import NameKind, joined, stem_key
from search_app.search.index.trigrams import write_trigrams
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.files import link_files
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import write_sorted, write_strings

INITIALS_FROM = 3  # letters an initialism has at the least

# Files that slugs and names alone decide.
_OF_NAMES = ("names*", "name_ranks*", "by_name*", "trigrams*", "slugs*", "order*", "titles*")

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Z0-9&/.-]{2,10}s?")


class Written(NamedTuple):
    """A name of the entry `ordinal`, as it is written."""

    ordinal: int
    kind: NameKind
    text: str


def names_of(entries: Iterable[NamedTerm]) -> Iterator[Written]:
    """Yield every name and alias of `entries`, an entry's own name first."""
    for ordinal, entry in enumerate(entries):
        yield Written(ordinal, NameKind.NAME, entry.name)
        for alias in entry.aliases:
            yield Written(ordinal, NameKind.ACRONYM if _ACRONYM.fullmatch(alias) else NameKind.ALIAS, alias)


def write_names(folder: Path, entries: Sequence[NamedTerm], before: Path | None) -> None:
    """Write the names of `entries`; `before` is a generation of entries with the very same slugs and names, if any."""
    if before:
        link_files(before, folder, _OF_NAMES)
        return
    names = list(names_of(entries))
    write_strings(folder, "names", (name.text for name in names))
    write_array(folder, "names.entries", [name.ordinal for name in names], np.int32)
    write_array(folder, "names.kinds", [name.kind for name in names], np.uint8)
    keys = [name_key(name.text) for name in names]
    write_index(folder, "names.keys", ((joined(key), number) for number, key in enumerate(keys)))
    write_index(folder, "names.stems", ((stem_key(name.text), number) for number, name in enumerate(names)))
    write_index(
        folder,
        "names.initials",
        ((initials, number) for number, name in enumerate(names) for initials in _initials(name)),
    )
    spaced = {joined(key): key for key in reversed(keys) if key}
    ordered = sorted(spaced)  # as their bytes are
    write_strings(folder, "names.spaced", (spaced[key] for key in ordered))
    write_trigrams(folder, [spaced[key] for key in ordered])
    _write_tails(folder, keys)
    slugs = sorted((entry.slug, ordinal) for ordinal, entry in enumerate(entries))
    write_sorted(folder, "slugs", (slug for slug, _ in slugs))
    write_array(folder, "slugs.entries", [ordinal for _, ordinal in slugs], np.int32)
    write_strings(folder, "order", (entry.slug for entry in entries))
    write_strings(folder, "titles", (entry.name for entry in entries))
    write_name_order(folder, [entry.name for entry in entries])


def write_ranks(folder: Path, popularity: npt.ArrayLike) -> None:
    """Write the order in which names are suggested; `popularity` says how many entries lead to each entry.

    Those that begin so come first, then names before aliases, then short ones for how many others lead to them. No two
    are equal: that makes choosing the best of many quick.
    """
    names = read_array(folder, "names.tails.names")
    lengths = np.minimum(read_array(folder, "names.tails.lengths"), 1000)
    leading = np.log1p(np.asarray(popularity, dtype=np.float64))[read_array(folder, "names.entries")[names]]
    costs = np.maximum(0, 1000 + 10 * lengths - (20 * leading).astype(np.int64))
    aliases = read_array(folder, "names.kinds")[names] != NameKind.NAME
    ranks = np.empty(len(names), dtype=np.int32)
    ranks[np.lexsort((costs, aliases, read_array(folder, "names.tails.inside")))] = np.arange(len(names))
    write_array(folder, "suggestions", ranks, np.int32)


def write_index(folder: Path, file: str, pairs: Iterable[tuple[str, int]]) -> None:
    """Write a sorted table of keys and for each the numbers of its names."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if key:
            found[key].append(number)
    keys = sorted(found)
    write_sorted(folder, file, keys)
    RaggedArray.write(folder, f"{file}.names", [found[key] for key in keys])


def _write_tails(folder: Path, keys: Sequence[str]) -> None:
    """Write what begins at each word of each name, sorted."""
    tails = sorted((key[start:], number, start > 0) for number, key in enumerate(keys) for start in _word_starts(key))
    write_sorted(folder, "names.tails", (tail for tail, _, _ in tails))
    write_array(folder, "names.tails.names", [number for _, number, _ in tails], np.int32)
    write_array(folder, "names.tails.inside", [inside for _, _, inside in tails], np.bool_)
    write_array(folder, "names.tails.lengths", [len(keys[number]) for _, number, _ in tails], np.int32)


def _initials(name: Written) -> set[str]:
    """Return what the first letters of a name's words spell, with and without its little words."""
    if name.kind == NameKind.ACRONYM:
        return set()
    found = [word.surface for word in ENGLISH.words(name.text) if word.surface]
    every = "".join(surface[0] for surface in found)
    telling = "".join(surface[0] for surface in found if surface not in ENGLISH.stop_words)
    return {initials for initials in (every, telling) if len(initials) >= INITIALS_FROM}


def _word_starts(key: str) -> Iterator[int]:
    return (number for number in range(len(key)) if number == 0 or key[number - 1] == " ")
