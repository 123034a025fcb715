"""Write the name dictionary (names.py).

Most edits change no name: all files that depend on names alone are then linked from the generation before.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_app.glossary.model import LeadIn
from search_app.glossary.naming import further_names, joined, name_key, names_in_brackets
from search_app.language.characters import UNSPACED
from search_app.language.language import Language
from search_app.language.tokens import first_readings
from search_app.search.index.addresses import write_addresses
from search_app.search.index.common_words import write_common_words
from search_app.search.index.doc_values import write_name_order
from search_app.search.index.lead_ins import write_lead_ins
from search_app.search.index.names import NameKind, bag_key, stem_key
from search_app.search.index.trigrams import write_trigrams
from search_app.search.storage.arrays import Counts, read_array, write_array, write_narrow
from search_app.search.storage.files import copy_files
from search_app.search.storage.hashed import write_hashed
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import (
    write_hashed_strings,
    write_prefixed,
    write_sorted,
    write_spaced,
    write_strings,
)

INITIALS_FROM = 3  # letters of the shortest initialism

# Files that depend on slugs and names alone, or on the language.
_OF_NAMES = (
    "addresses*",
    "common_words*",
    "names*",
    "name_ranks*",
    "by_name*",
    "trigrams*",
    "order*",
)

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Z0-9&/.-]{2,10}s?")


class EntryNames(NamedTuple):
    """The slug and names of an entry: all that names and links need, cheap to send to another process."""

    slug: str
    name: str
    aliases: tuple[str, ...]
    not_linked: tuple[str, ...] = ()


class WrittenName(NamedTuple):
    """A name of the entry `ordinal`; `place`, `reason` and `alone` are those of a lead-in."""

    ordinal: int
    kind: NameKind
    text: str
    place: int = 0
    reason: str = ""
    alone: bool = False


def names_of(entries: Iterable[EntryNames]) -> Iterator[WrittenName]:
    """Yield every name and alias of `entries`, an entry's own name first; the two names in a name are aliases."""
    for ordinal, entry in enumerate(entries):
        yield WrittenName(ordinal, NameKind.NAME, entry.name)
        for alias in (*entry.aliases, *further_names(entry.name, entry.aliases)):
            yield WrittenName(ordinal, NameKind.ACRONYM if _ACRONYM.fullmatch(alias) else NameKind.ALIAS, alias)


def names_of_lead_ins(lead_ins: Iterable[LeadIn], entries: Sequence[EntryNames]) -> Iterator[WrittenName]:
    """Yield each word of the lead-ins as a name of each entry that it leads to, in the editors' order."""
    ordinals = {entry.slug: ordinal for ordinal, entry in enumerate(entries)}
    for lead_in in lead_ins:
        for text in lead_in.said:
            for place, slug in enumerate(lead_in.terms):
                yield WrittenName(ordinals[slug], NameKind.LEAD_IN, text, place, lead_in.reason, lead_in.alone)


def copy_names(source: Path, folder: Path) -> None:
    """Take the files that `write_names` writes from a generation with the same slugs, names and lead-ins."""
    copy_files(source, folder, _OF_NAMES)


def write_names(
    folder: Path,
    entries: Sequence[EntryNames],
    language: Language,
    lead_ins: Sequence[LeadIn] = (),
    *,
    translated: bool = False,
) -> None:
    """Write the names and slugs of `entries`; the names of `lead_ins` are numbered after all others.

    With `translated`, which says that the slugs are those of another language, write addresses of their pages too.
    """
    led = list(names_of_lead_ins(lead_ins, entries)) if lead_ins else []
    names = [*names_of(entries), *led]
    write_lead_ins(folder, [name.place for name in led], [name.reason for name in led], [name.alone for name in led])
    write_strings(folder, "names", (name.text for name in names))
    write_array(folder, "names.entries", [name.ordinal for name in names], np.int32)
    write_array(folder, "names.kinds", [name.kind for name in names], np.uint8)
    keys = [name_key(name.text) for name in names]
    _write_lookups(folder, names, language)
    _write_keys(folder, keys)
    _write_suffixes(folder, keys)
    write_hashed_strings(folder, "order", (entry.slug for entry in entries))
    write_name_order(folder, [entry.name for entry in entries])
    write_common_words(folder, language)
    if translated:
        write_addresses(folder, [entry.slug for entry in entries], [entry.name for entry in entries])


def _write_lookups(folder: Path, names: Sequence[WrittenName], language: Language) -> None:
    """Write the dictionaries by stems and by initials."""
    words = language.words
    initials = ((letters, number) for number, name in enumerate(names) for letters in _initials(name, language))
    write_hashed(folder, "names.stems", ((stem_key(name.text, language), number) for number, name in enumerate(names)))
    write_hashed(
        folder,
        "names.bags",
        ((bag_key(first_readings(words(name.text)), language), number) for number, name in enumerate(names)),
    )
    write_hashed(folder, "names.initials", initials)


def _write_keys(folder: Path, keys: Sequence[str]) -> None:
    """Write the distinct keys, sorted without their spaces, with the names of each; and their trigrams."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if key:
            found[joined(key)].append(number)
    ordered = sorted(found)
    spaced = [keys[found[key][0]] for key in ordered]
    write_spaced(folder, "names.keys", spaced)
    RaggedArray.write(folder, "names.keys.names", [found[key] for key in ordered])
    write_trigrams(folder, spaced)


def write_ranks(folder: Path, inbound: Counts) -> None:
    """Write the order in which names are suggested; `inbound` are the numbers of inbound links of the entries.

    Suffixes that are whole names come first, then names before aliases before lead-ins, then by length and inbound
    links, or in the order of their numbers: that of the editors. Ranks are distinct, which makes selecting the best of
    many fast.
    """
    names = read_array(folder, "names.suffixes.names")
    lengths = np.minimum(read_array(folder, "names.suffixes.lengths").astype(np.int64), 1000)
    kinds = read_array(folder, "names.kinds")[names]
    popularity = np.where(kinds == NameKind.LEAD_IN, 0, np.log1p(inbound)[read_array(folder, "names.entries")[names]])
    costs = np.maximum(0, 1000 + 10 * lengths - (20 * popularity).astype(np.int64))
    levels = (kinds != NameKind.NAME) + (kinds == NameKind.LEAD_IN).astype(np.int8)
    ranks = np.empty(len(names), dtype=np.int32)
    ranks[np.lexsort((costs, levels, read_array(folder, "names.suffixes.inside")))] = np.arange(len(names))
    write_array(folder, "suggestions", ranks, np.int32)


def write_lookup(folder: Path, file: str, pairs: Iterable[tuple[str, int]]) -> None:
    """Write a dictionary of keys and for each the numbers of its names."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if key:
            found[key].append(number)
    keys = sorted(found)
    write_sorted(folder, file, keys)
    RaggedArray.write(folder, f"{file}.names", [found[key] for key in keys])


def _write_suffixes(folder: Path, keys: Sequence[str]) -> None:
    """Write the suffix of each name at each of its words, sorted."""
    numbers, starts = array("i"), array("i")
    for number, key in enumerate(keys):
        for start in _word_starts(key):
            numbers.append(number)
            starts.append(start)
    suffixes = [keys[number][start:] for number, start in zip(numbers, starts, strict=True)]
    order = sorted(range(len(suffixes)), key=suffixes.__getitem__)  # equal ones in the order of their names
    write_prefixed(folder, "names.suffixes", (suffixes[place] for place in order))
    of_names = np.asarray(numbers)[order]
    write_array(folder, "names.suffixes.names", of_names, np.int32)
    write_array(folder, "names.suffixes.inside", np.asarray(starts)[order] > 0, np.bool_)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    write_narrow(folder, "names.suffixes.lengths", lengths[of_names])


def _initials(name: WrittenName, language: Language) -> set[str]:
    """Return the first letters of a name's words, with and without stop words."""
    if name.kind in (NameKind.ACRONYM, NameKind.LEAD_IN) or names_in_brackets(name.text):
        return set()
    found = [word.surface for word in first_readings(language.words(name.text)) if word.surface]
    every = "".join(surface[0] for surface in found)
    content = "".join(surface[0] for surface in found if surface not in language.stop_words)
    return {initials for initials in (every, content) if len(initials) >= INITIALS_FROM}


def _word_starts(key: str) -> Iterator[int]:
    """Yield the places where a word may begin: behind each space, and at each letter of a script without spaces."""
    unspaced = set() if key.isascii() else {found.start() for found in UNSPACED.finditer(key)}
    return (number for number in range(len(key)) if number == 0 or key[number - 1] == " " or number in unspaced)
