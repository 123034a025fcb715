"""Names and aliases, by what people type: the exact ones, those that begin so, and what their letters stand for.

All of it lies in tables on disk (tables.py): a lookup touches a few places in them, and opening costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
from msgspec import Struct

from search_app.glossary.naming import name_key, slugify
from search_app.language.english import ENGLISH
from search_app.language.folding import fold
from search_app.search.index.trigrams import TrigramIndex
from search_app.search.storage.arrays import DocIds, Mask, read_numbers
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import StringArray, TermDictionary, encoded


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


class Name(Struct, gc=False):
    """A name of the entry `ordinal`; how it is written is looked up when it is first asked for, since few are shown."""

    ordinal: int
    kind: NameKind
    number: int
    texts: StringArray
    written: str = ""

    @property
    def text(self) -> str:
        if not self.written:
            self.written = self.texts.text(self.number)
        return self.written


Accept = Callable[[DocIds], Mask]


class Completion(Struct, frozen=True, gc=False):
    """A name that may be meant: whether the word that begins so stands inside it, and whether nothing follows."""

    name: Name
    inside: bool
    ended: bool


@lru_cache(maxsize=1024)
def content_key(text: str) -> str:
    """Return what two ways to say one thing share: the stems of their telling words, in order; all, if none is."""
    stems: list[tuple[str, str]] = []
    last = -1
    for word in ENGLISH.words(text):
        if word.position != last:
            stems.append((word.surface, word.stem))
        last = word.position
    content = [stem for surface, stem in stems if surface not in ENGLISH.stop_words]
    return " ".join(content or [stem for _, stem in stems])


@lru_cache(maxsize=1024)
def stem_key(text: str) -> str:
    """Return what the forms of one name share (`wage garnishments`, `Wage Garnishment`): its stems, joined."""
    stems, last = [], -1
    for word in ENGLISH.words(text):
        if word.position != last:
            stems.append(word.stem)
        last = word.position
    return "".join(stems)


class NameIndex:
    """All names of a generation. Lookups ignore case, accents, punctuation and the spaces between words."""

    def __init__(self, folder: Path) -> None:
        self._texts = StringArray(folder, "names")
        self._entries = read_numbers(folder, "names.entries")
        self._kinds = read_numbers(folder, "names.kinds")
        self._keys, self._key_names = _open_index(folder, "names.keys")
        self._stems, self._stem_names = _open_index(folder, "names.stems")
        self._initials, self._initials_names = _open_index(folder, "names.initials")
        self._sayings = StringArray(folder, "sayings")
        self._saying_entries = read_numbers(folder, "sayings.entries")
        self._saying_kinds = read_numbers(folder, "sayings.kinds")
        self._saying_keys, self._saying_names = _open_index(folder, "sayings.keys")
        self._tails = TermDictionary(folder, "names.tails")
        self._tail_names = read_numbers(folder, "names.tails.names")
        self._tail_ranks = read_numbers(folder, "suggestions")
        self._tail_inside = read_numbers(folder, "names.tails.inside")
        self._spaced = StringArray(folder, "names.spaced")
        self.similar = TrigramIndex(folder, self._spaced)
        self._slugs = TermDictionary(folder, "slugs")
        self._slug_entries = read_numbers(folder, "slugs.entries")

    def __len__(self) -> int:
        return len(self._texts)

    def _names(self, numbers: Sequence[int]) -> list[Name]:
        """Return names by their numbers."""
        entries, kinds, texts = self._entries, self._kinds, self._texts
        return [Name(entries[number], _KINDS[kinds[number]], number, texts) for number in numbers]

    def lookup(self, text: str) -> list[Name]:
        """Return names equal to `text` after normalization; exact spellings (`C++`) before normalized ones (`C`)."""
        return self.by_key(joined(name_key(text)), text)

    def by_key(self, key: str, text: str) -> list[Name]:
        """Return the names with this key, those spelled like `text` first, names before aliases."""
        found = self._keys.find(key)
        if found < 0:
            return []
        names = self._names(self._key_names.listed(found))
        if len(names) > 1:
            folded = fold(text)
            names.sort(key=lambda name: (fold(name.text) != folded, name.kind))
        return names

    def lookup_stemmed(self, text: str) -> list[Name]:
        """Return the names that are `text` in another form: a plural, a possessive, another ending."""
        return self.by_stem_key(stem_key(text))

    def by_stem_key(self, key: str) -> list[Name]:
        """Return the names with this `stem_key`."""
        found = self._stems.find(key)
        return self._names(self._stem_names.listed(found)) if found >= 0 else []

    def by_initials(self, letters: str) -> list[Name]:
        """Return the names whose words begin with these letters, one after the other."""
        found = self._initials.find(name_key(letters))
        if found < 0:
            return []
        names = self._names(self._initials_names.listed(found))
        return [Name(name.ordinal, NameKind.INITIALS, name.number, name.texts) for name in names]

    def by_phrasing(self, key: str) -> list[Name]:
        """Return the ways people ask, and the definitions of a few words, with this `telling_key`."""
        found = self._saying_keys.find(key)
        if found < 0:
            return []
        return [
            Name(self._saying_entries[number], _KINDS[self._saying_kinds[number]], number, self._sayings)
            for number in self._saying_names.listed(found)
        ]

    def by_prefix(self, text: str, limit: int) -> list[Name]:
        """Return up to `limit` names that begin with `text`, best suggestions first."""
        names, inside = self._tail_names, self._tail_inside
        return self._names([names[tail] for tail in self._best_tails(name_key(text), limit) if not inside[tail]])

    def complete(self, prefix: str, limit: int, accept: Accept | None = None) -> list[Completion]:
        """Return up to `limit` names with a suffix, starting at a word boundary, that begins with `prefix`, best first.

        Args:
            prefix: the letters typed so far.
            limit: how many.
            accept: returns for ordinals whether these entries count; None accepts all.
        """
        key = name_key(prefix)
        tails = self._best_tails(key, limit, accept)
        length, inside, size = len(encoded(key)), self._tail_inside, self._tails.size
        names = self._names([self._tail_names[tail] for tail in tails])
        return [Completion(name, inside[tail], size(tail) == length) for name, tail in zip(names, tails, strict=True)]

    def _best_tails(self, key: str, limit: int, accept: Accept | None = None) -> list[int]:
        """Return the tails of names that begin with `key`, those of the best suggestions, best first."""
        place = self._tails.beginning(key) if key else range(0)
        if accept:
            return self._best_accepted(place, limit, accept)
        if len(place) <= limit:
            return sorted(place, key=self._tail_ranks.__getitem__)
        best = np.asarray(self._tail_ranks[place.start : place.stop]).argpartition(limit)[:limit] + place.start
        return sorted(best.tolist(), key=self._tail_ranks.__getitem__)

    def _best_accepted(self, place: range, limit: int, accept: Accept) -> list[int]:
        """Return the tails at these places whose entries are accepted, those of the best suggestions, best first."""
        names = np.asarray(self._tail_names[place.start : place.stop])
        tails = accept(np.asarray(self._entries)[names]).nonzero()[0] + place.start
        order = np.asarray(self._tail_ranks)[tails].argsort(kind="stable")
        best: list[int] = tails[order[:limit]].tolist()
        return best

    def names_of_same_entry(self, text: str) -> list[str]:
        """Return all names of the entry that `text` is a name of; none when it names none, or several."""
        found = self._keys.find(joined(name_key(text)))
        numbers = self._key_names.listed(found) if found >= 0 else []
        entries = self._entries
        if len({entries[number] for number in numbers}) != 1:
            return []
        first, last = numbers[0], numbers[0] + 1  # names are numbered entry by entry
        while first and entries[first - 1] == entries[first]:
            first -= 1
        while last < len(entries) and entries[last] == entries[first]:
            last += 1
        return [self._texts.text(number) for number in range(first, last)]

    def key(self, number: int) -> str:
        """Return a name's key by the number `similar` gives it, words apart."""
        return self._spaced.text(number)

    def entries_of_key(self, number: int) -> list[int]:
        """Return the ordinals of the entries that have a name with this key."""
        return [self._entries[name] for name in self._key_names.listed(number)]

    def ordinal(self, slug: str) -> int | None:
        """Return the ordinal of the entry with this slug."""
        found = self._slugs.find(slug)
        return self._slug_entries[found] if found >= 0 else None

    def redirect(self, slug: str) -> int | None:
        """Return the ordinal of the entry that has `slug` as the slug of a name or alias."""
        names = [name for name in self.lookup(slug) if slugify(name.text) == slug]
        return names[0].ordinal if names else None


def _open_index(folder: Path, file: str) -> tuple[TermDictionary, RaggedArray]:
    return TermDictionary(folder, file), RaggedArray(folder, f"{file}.names")


def joined(key: str) -> str:
    """Return a name's key without spaces, so that `co pay` and `copay` are one; signs alone stay as they are."""
    return key.replace(" ", "") or key
