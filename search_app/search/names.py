"""Names and aliases, by what people type: the exact ones, those that begin so, and what their letters stand for.

All of it lies in sorted tables on disk: a lookup is a binary search, and opening costs nothing.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.glossary.naming import fold, name_key, slugify
from search_app.glossary.render import Entry
from search_app.search.analysis import STOP_WORDS, words
from search_app.search.similar import SimilarNames, write_trigrams
from search_app.search.tables import (
    Groups,
    SortedStrings,
    StringTable,
    encoded,
    read_array,
    write_array,
    write_sorted,
    write_strings,
)

FULL_FORM_UP_TO = 120  # letters of a definition that is looked up as a whole
INITIALS_FROM = 3  # letters an initialism has at the least

_AFTERTHOUGHT = re.compile(r"\s*(?:[(\[]|, \")")
_ASIDE = re.compile(r"\s*(?:\[[^\]]*\]|\([^)]*\))")
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Z0-9&/.-]{2,10}s?")


class NameKind(IntEnum):
    """What a name is to its entry; the lower, the better."""

    NAME = 0
    ALIAS = 1
    ACRONYM = 2
    INITIALS = 3  # not written anywhere: the first letters of a name's words
    FULL_FORM = 4  # a definition of a few words, such as those of a list of acronyms
    ASKED = 5  # a way people ask

    @property
    def field(self) -> str:
        """The API's word for it."""
        return _FIELDS[self]


_KINDS = tuple(NameKind)

_FIELDS = {
    NameKind.NAME: "name",
    NameKind.ALIAS: "alias",
    NameKind.ACRONYM: "acronym",
    NameKind.INITIALS: "acronym",
    NameKind.FULL_FORM: "definition",
    NameKind.ASKED: "asked_as",
}


class Name(Struct, frozen=True, gc=False):
    """A name of the entry `ordinal`, as it is written."""

    ordinal: int
    kind: NameKind
    text: str


def names_of(entries: Iterable[Entry]) -> Iterator[Name]:
    """Yield every name and alias of `entries`, an entry's own name first."""
    for ordinal, entry in enumerate(entries):
        yield Name(ordinal, NameKind.NAME, entry.name)
        for alias in entry.aliases:
            yield Name(ordinal, NameKind.ACRONYM if _ACRONYM.fullmatch(alias) else NameKind.ALIAS, alias)


def write_names(folder: Path, entries: Sequence[Entry], popularity: Sequence[int]) -> None:
    """Write the names of `entries`; `popularity` says how many others lead to each."""
    names = list(names_of(entries))
    write_strings(folder, "names", (name.text for name in names))
    write_array(folder, "names.entries", [name.ordinal for name in names], np.int32)
    write_array(folder, "names.kinds", [name.kind for name in names], np.uint8)
    keys = [name_key(name.text) for name in names]
    _write_index(folder, "names.keys", ((_joined(key), number) for number, key in enumerate(keys)))
    _write_index(folder, "names.stems", ((stem_key(name.text), number) for number, name in enumerate(names)))
    _write_index(
        folder,
        "names.initials",
        ((initials, number) for number, name in enumerate(names) for initials in _initials(name)),
    )
    sayings = [saying for ordinal, entry in enumerate(entries) for saying in _sayings(ordinal, entry)]
    write_strings(folder, "sayings", (saying.text for saying in sayings))
    write_array(folder, "sayings.entries", [saying.ordinal for saying in sayings], np.int32)
    write_array(folder, "sayings.kinds", [saying.kind for saying in sayings], np.uint8)
    _write_index(folder, "sayings.keys", ((telling_key(saying.text), number) for number, saying in enumerate(sayings)))
    spaced = {_joined(key): key for key in reversed(keys) if key}
    ordered = sorted(spaced, key=encoded)
    write_strings(folder, "names.spaced", (spaced[key] for key in ordered))
    write_trigrams(folder, [spaced[key] for key in ordered])
    _write_tails(folder, names, keys, popularity)
    slugs = sorted((encoded(entry.slug), entry.slug, ordinal) for ordinal, entry in enumerate(entries))
    write_sorted(folder, "slugs", (slug for _, slug, _ in slugs))
    write_array(folder, "slugs.entries", [ordinal for _, _, ordinal in slugs], np.int32)


def _write_index(folder: Path, file: str, pairs: Iterable[tuple[str, int]]) -> None:
    """Write a sorted table of keys and for each the numbers of its names."""
    found: dict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        if key:
            found[key].append(number)
    keys = sorted(found, key=encoded)
    write_sorted(folder, file, keys)
    Groups.write(folder, f"{file}.names", [found[key] for key in keys])


def _write_tails(folder: Path, names: Sequence[Name], keys: Sequence[str], popularity: Sequence[int]) -> None:
    """Write what begins at each word of each name, sorted, with the order in which they are suggested."""
    tails = [
        (encoded(key[start:]), number, start > 0) for number, key in enumerate(keys) for start in _word_starts(key)
    ]
    tails.sort()
    write_sorted(folder, "names.tails", (tail.decode("utf-8", "surrogatepass") for tail, _, _ in tails))
    write_array(folder, "names.tails.names", [number for _, number, _ in tails], np.int32)
    costs = [
        _suggestion_cost(inside, names[number], len(keys[number]), popularity[names[number].ordinal])
        for _, number, inside in tails
    ]
    ranks = np.empty(len(tails), dtype=np.int32)  # no two are equal: that makes choosing the best of many quick
    ranks[np.argsort(costs, kind="stable")] = np.arange(len(tails))
    write_array(folder, "names.tails.ranks", ranks, np.int32)
    write_array(folder, "names.tails.inside", [inside for _, _, inside in tails], np.bool_)


def _suggestion_cost(inside: bool, name: Name, length: int, popularity: int) -> int:
    """Return a number that sorts suggestions: at the beginning, a name, short for how many others lead to it."""
    cost = max(0, 1000 + 10 * min(length, 1000) - int(20 * math.log1p(popularity)))
    return (int(inside) << 60) | (int(name.kind != NameKind.NAME) << 59) | cost


def _initials(name: Name) -> set[str]:
    """Return what the first letters of a name's words spell, with and without its little words."""
    if name.kind == NameKind.ACRONYM:
        return set()
    found = [word.surface for word in words(name.text) if word.surface]
    every = "".join(surface[0] for surface in found)
    telling = "".join(surface[0] for surface in found if surface not in STOP_WORDS)
    return {initials for initials in (every, telling) if len(initials) >= INITIALS_FROM}


def _sayings(ordinal: int, entry: Entry) -> Iterator[Name]:
    """Yield the ways people ask for an entry, and a short definition, also without what follows in brackets."""
    for asked in entry.asked_as:
        yield Name(ordinal, NameKind.ASKED, asked)
    definition = entry.passages[0].text if entry.passages else ""
    if len(definition) <= FULL_FORM_UP_TO:
        cut = {definition[: mark.start()] for mark in _AFTERTHOUGHT.finditer(definition)}
        for form in {definition, *cut, _ASIDE.sub("", definition)}:
            yield Name(ordinal, NameKind.FULL_FORM, form)


@lru_cache(maxsize=1024)
def telling_key(text: str) -> str:
    """Return what two ways to say one thing share: the stems of their telling words, in order; all, if none is."""
    stems: list[tuple[str, str]] = []
    last = -1
    for word in words(text):
        if word.position != last:
            stems.append((word.surface, word.stem))
        last = word.position
    return " ".join(stem for surface, stem in stems if surface not in STOP_WORDS) or " ".join(stem for _, stem in stems)


@lru_cache(maxsize=1024)
def stem_key(text: str) -> str:
    """Return what the forms of one name share (`wage garnishments`, `Wage Garnishment`): its stems, joined."""
    stems, last = [], -1
    for word in words(text):
        if word.position != last:
            stems.append(word.stem)
        last = word.position
    return "".join(stems)


class NameIndex:
    """All names of a generation. Lookups ignore case, accents, punctuation and the spaces between words."""

    def __init__(self, folder: Path) -> None:
        self._texts = StringTable(folder, "names")
        self._entries = read_array(folder, "names.entries")
        self._kinds = read_array(folder, "names.kinds")
        self._keys, self._key_names = _open_index(folder, "names.keys")
        self._stems, self._stem_names = _open_index(folder, "names.stems")
        self._initials, self._initials_names = _open_index(folder, "names.initials")
        self._sayings = StringTable(folder, "sayings")
        self._saying_entries = read_array(folder, "sayings.entries")
        self._saying_kinds = read_array(folder, "sayings.kinds")
        self._saying_keys, self._saying_names = _open_index(folder, "sayings.keys")
        self._tails = SortedStrings(folder, "names.tails")
        self._tail_names = read_array(folder, "names.tails.names")
        self._tail_ranks = read_array(folder, "names.tails.ranks")
        self._tail_inside = read_array(folder, "names.tails.inside")
        self._spaced = StringTable(folder, "names.spaced")
        self.similar = SimilarNames(folder, self._spaced)
        self._slugs = SortedStrings(folder, "slugs")
        self._slug_entries = read_array(folder, "slugs.entries")

    def __len__(self) -> int:
        return len(self._texts)

    def _names(self, numbers: npt.NDArray[np.int32]) -> list[Name]:
        """Return names by their numbers."""
        entries, kinds, text = self._entries[numbers].tolist(), self._kinds[numbers].tolist(), self._texts.text
        rows = zip(entries, kinds, numbers.tolist(), strict=True)
        return [Name(entry, _KINDS[kind], text(number)) for entry, kind, number in rows]

    def exact(self, text: str) -> list[Name]:
        """Return the names that are `text`; those written just so (`C++`, not `C`) come first, names before aliases."""
        found = self._keys.find(_joined(name_key(text)))
        if found < 0:
            return []
        folded = fold(text)
        names = self._names(self._key_names[found])
        return sorted(names, key=lambda name: (fold(name.text) != folded, name.kind)) if len(names) > 1 else names

    def inflected(self, text: str) -> list[Name]:
        """Return the names that are `text` in another form: a plural, a possessive, another ending."""
        found = self._stems.find(stem_key(text))
        return self._names(self._stem_names[found]) if found >= 0 else []

    def spelled(self, letters: str) -> list[Name]:
        """Return the names whose words begin with these letters, one after the other."""
        found = self._initials.find(name_key(letters))
        if found < 0:
            return []
        names = self._names(self._initials_names[found])
        return [Name(name.ordinal, NameKind.INITIALS, name.text) for name in names]

    def said(self, text: str) -> list[Name]:
        """Return the ways people ask, and the definitions of a few words, that say what `text` does."""
        found = self._saying_keys.find(telling_key(text))
        if found < 0:
            return []
        return [
            Name(int(self._saying_entries[number]), NameKind(self._saying_kinds[number]), self._sayings.text(number))
            for number in self._saying_names[found].tolist()
        ]

    def beginning(self, text: str, limit: int) -> list[Name]:
        """Return up to `limit` names that begin with `text`, best suggestions first."""
        return [name for name, inside in self.completions(text, limit) if not inside]

    def completions(self, prefix: str, limit: int) -> list[tuple[Name, bool]]:
        """Return up to `limit` names of which some word, and what follows it, begins with `prefix`, best first.

        With each: whether the word stands inside the name, not at its beginning.
        """
        key = name_key(prefix)
        if not key:
            return []
        place = self._tails.beginning(key)
        if not place:
            return []
        ranks = self._tail_ranks[place.start : place.stop]
        if len(ranks) > limit:
            best = np.argpartition(ranks, limit)[:limit]
            best = best[ranks[best].argsort()]
        else:
            best = ranks.argsort()
        names = self._names(self._tail_names[place.start : place.stop][best])
        return list(zip(names, self._tail_inside[place.start : place.stop][best].tolist(), strict=True))

    def key(self, number: int) -> str:
        """Return a name's key by the number `similar` gives it, words apart."""
        return self._spaced.text(number)

    def entries_of_key(self, number: int) -> list[int]:
        """Return the ordinals of the entries that have a name with this key."""
        return [int(self._entries[name]) for name in self._key_names[number].tolist()]

    def ordinal(self, slug: str) -> int | None:
        """Return the ordinal of the entry with this slug."""
        found = self._slugs.find(slug)
        return int(self._slug_entries[found]) if found >= 0 else None

    def redirect(self, slug: str) -> int | None:
        """Return the ordinal of the entry that has `slug` as the slug of a name or alias."""
        names = [name for name in self.exact(slug) if slugify(name.text) == slug]
        return names[0].ordinal if names else None

    def letters(self) -> dict[str, int]:
        """Return how many names begin with each letter; `0` stands for digits and signs."""
        counts: dict[str, int] = {}
        number = 0
        while number < len(self._keys):
            letter = self._keys.text(number)[0]
            place = self._keys.beginning(letter)
            shown = letter if letter.isalpha() else "0"
            counts[shown] = counts.get(shown, 0) + sum(len(self._key_names[each]) for each in place)
            number = place.stop
        return counts

    def under(self, letter: str) -> set[int]:
        """Return the ordinals of the entries with a name that begins with `letter`; `0` for digits and signs."""
        if letter != "0":
            place: Iterable[int] = self._keys.beginning(letter)
        else:
            place = (number for number in range(len(self._keys)) if not self._keys.text(number)[0].isalpha())
        return {int(self._entries[name]) for number in place for name in self._key_names[number]}


def _open_index(folder: Path, file: str) -> tuple[SortedStrings, Groups]:
    return SortedStrings(folder, file), Groups(folder, f"{file}.names")


def _joined(key: str) -> str:
    return key.replace(" ", "") or key


def _word_starts(key: str) -> Iterator[int]:
    return (number for number in range(len(key)) if number == 0 or key[number - 1] == " ")
