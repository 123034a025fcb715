"""The name dictionary: names, aliases and phrasings, by what people type.

Looked up by normalized text, stems, initials, prefix of any word, and similarity; all of it mapped from disk.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from search_app.glossary.naming import joined, name_key, slug_of
from search_app.language.folding import fold
from search_app.language.language import Language
from search_app.language.tokens import Word, first_readings
from search_app.search.index.lead_ins import FoundLeadIn, LeadIns
from search_app.search.index.trigrams import TrigramIndex
from search_app.search.storage.arrays import DocIds, Mask, read_array, read_buffer
from search_app.search.storage.hashed import HashedLists
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import (
    HashDictionary,
    PrefixDictionary,
    SpacedDictionary,
    StringArray,
    encoded,
)

NAMES_OF_ENTRY = 3  # names with one beginning that are read for each entry wanted: several may belong to one


class NameKind(IntEnum):
    """How a name relates to its entry, strongest relation first."""

    NAME = 0
    ALIAS = 1
    ACRONYM = 2
    INITIALS = 3  # computed: the first letters of a name's words
    FULL_FORM = 4  # a definition of a few words, such as those of a list of acronyms
    ASKED = 5  # a way people ask
    LEAD_IN = 6  # a word of the editors' vocabulary; no name of the entry
    TRANSLATION = 7  # a name of the entry in another language; never stored

    @property
    def field(self) -> str:
        """The name of the field in the API."""
        return _FIELDS[self]


_KINDS = tuple(NameKind)

_FIELDS = ("name", "alias", "acronym", "acronym", "definition", "asked_as", "vocabulary", "translation")  # by kind


class Name(Struct, gc=False):
    """A name of the entry `ordinal`; its text is read on first access, since few are shown.

    place, reason: of a lead-in the place among the entries that it leads to, and what it means.
    """

    ordinal: int
    kind: NameKind
    number: int
    texts: StringArray
    written: str = ""
    place: int = 0
    reason: str = ""

    @property
    def text(self) -> str:
        if not self.written:
            self.written = self.texts.text(self.number)
        return self.written

    @property
    def explanation(self) -> str:
        """The text, and what it means if it is a lead-in: why the entry is listed."""
        return f"{self.text}: {self.reason}" if self.reason else self.text


class TranslatedName(Name, gc=False, kw_only=True):
    """A name of the entry `ordinal` in another language, and the address of its page there.

    is_doubtful: the entry may not answer the query there.
    """

    language: str
    address: str
    is_doubtful: bool = False


Accept = Callable[[DocIds], Mask]


class Completion(Struct, frozen=True, gc=False):
    """A completion. `inside`: the match starts after the first word. `ended`: it runs to the end of the name."""

    name: Name
    inside: bool
    ended: bool


class BeginningNames(NamedTuple):
    """Names in which a word begins with a prefix, in parallel.

    `inside`: the word is a later one of the name. `ended`: the prefix is the whole name.
    """

    ordinals: DocIds
    kinds: DocIds
    inside: Mask
    ended: Mask


@lru_cache(maxsize=1024)
def content_key(text: str, language: Language) -> str:
    """Return the stems of the content words of a text, in order; of all its words if all are stop words."""
    stems = [(word.surface, word.stem) for word in first_readings(language.words(text))]
    content = [stem for surface, stem in stems if surface not in language.stop_words]
    return " ".join(content or [stem for _, stem in stems])


@lru_cache(maxsize=1024)
def stem_key(text: str, language: Language) -> str:
    """Return the joined stems of a name, which its inflections share (`wage garnishments`, `Wage Garnishment`)."""
    return "".join([word.stem for word in first_readings(language.words(text))])


def bag_key(words: Iterable[Word], language: Language) -> str:
    """Return the sorted stems of the content words in a run, which names have whatever the order of their words.

    `garnishment of wages` shares it with `Wage Garnishment`. One content word has none: it is found by its stem.
    """
    stems = {word.position: word.stem for word in words if word.surface not in language.stop_words}
    return " ".join(sorted(stems.values())) if len(stems) > 1 else ""


class NameIndex:
    """The names of a generation. Lookups ignore case, accents, punctuation and spaces."""

    def __init__(self, folder: Path, language: Language) -> None:
        self.language = language
        self._texts = StringArray(folder, "names")
        self._lead_ins = LeadIns(folder, self._texts, language)
        self._entries = read_buffer(folder, "names.entries")
        self._kinds = read_buffer(folder, "names.kinds")
        self._keys = SpacedDictionary(folder, "names.keys")
        self._key_names = RaggedArray(folder, "names.keys.names")
        self._stems = HashedLists(folder, "names.stems")
        self._bags = HashedLists(folder, "names.bags")
        self._initials = HashedLists(folder, "names.initials")
        self._phrasings = StringArray(folder, "phrasings")
        self._phrasing_entries = read_buffer(folder, "phrasings.entries")
        self._phrasing_kinds = read_buffer(folder, "phrasings.kinds")
        self._phrasing_keys = HashedLists(folder, "phrasings.keys")
        self._suffixes = PrefixDictionary(folder, "names.suffixes")
        self._suffix_names = read_buffer(folder, "names.suffixes.names")
        self._suffix_ranks = read_buffer(folder, "suggestions")
        self._suffix_inside = read_buffer(folder, "names.suffixes.inside")
        self._suffix_lengths = read_array(folder, "names.suffixes.lengths")  # of the whole names
        self.similar = TrigramIndex(folder, self._keys)
        self._slugs = HashDictionary(folder, "order")

    def __len__(self) -> int:
        return len(self._texts)

    def numbered(self, numbers: Sequence[int]) -> list[Name]:
        """Return names by their numbers."""
        if not numbers:  # most words and runs of words name nothing
            return []
        entries, kinds, texts = self._entries, self._kinds, self._texts
        names = [Name(entries[number], _KINDS[kinds[number]], number, texts) for number in numbers]
        for name in names if self._lead_ins else ():
            if name.kind == NameKind.LEAD_IN:
                name.place, name.reason = self._lead_ins.place(name.number), self._lead_ins.reason(name.number)
        return names

    def _few(self, numbers: Sequence[int], most: int | None) -> list[Name]:
        """Return names by their numbers; none if they belong to more than `most` entries."""
        if most is not None and len(numbers) > most and len({self._entries[number] for number in numbers}) > most:
            return []
        return self.numbered(numbers)

    def lead_ins(self, words: Sequence[Word]) -> list[FoundLeadIn]:
        """Return the lead-ins among these words."""
        return self._lead_ins.inside(words) if self._lead_ins else []

    def names_of_lead_in(self, found: FoundLeadIn) -> list[Name]:
        """Return the names of a lead-in, in the editors' order."""
        return self.numbered(found.numbers)

    def lookup(self, text: str, key: str = "") -> list[Name]:
        """Return names equal to `text` once normalized: exact spellings (`C++`, not `C`) first, then by kind.

        `key` is the joined key of the text, if it is known.
        """
        names = self.by_key(key or joined(name_key(text)))
        if len(names) > 1:
            folded = fold(text)
            names.sort(key=lambda name: (fold(name.text) != folded, name.kind))
        return names

    def by_key(self, key: str, most: int | None = None) -> list[Name]:
        """Return the names with this joined key; see `_few` for `most`."""
        found = self._keys.find(key)
        return self._few(self._key_names.listed(found), most) if found >= 0 else []

    def lookup_stemmed(self, text: str) -> list[Name]:
        """Return names equal to `text` after stemming: plurals, possessives, other inflections."""
        return self.by_stem_key(stem_key(text, self.language))

    def by_stem_key(self, key: str, most: int | None = None) -> list[Name]:
        """Return the names with this `stem_key`; see `_few` for `most`."""
        return self._few(self._stems.of(key), most)

    def entries_by_stem_key(self, key: str) -> list[tuple[int, int]]:
        """Return the ordinal and the kind of each name with this `stem_key`."""
        return [(self._entries[number], self._kinds[number]) for number in self._stems.of(key)]

    def by_bag_key(self, key: str, most: int | None = None) -> list[Name]:
        """Return the names with this `bag_key`; see `_few` for `most`."""
        return self._few(self._bags.of(key), most) if key else []

    def has_key(self, key: str) -> bool:
        """Return whether there is a name with this joined key."""
        return self._keys.find(key) >= 0

    def has_stem_key(self, key: str) -> bool:
        """Return whether there is a name with this `stem_key`."""
        return key in self._stems

    def has_word(self, word: str, stem: str) -> bool:
        """Return whether one folded word is a name, or another form of one by its stem, if that is given."""
        return self.has_key(joined(name_key(word))) or (stem != "" and self.has_stem_key(stem))

    def by_initials(self, letters: str) -> list[Name]:
        """Return the names whose words have these initials."""
        names = self.numbered(self._initials.of(name_key(letters)))
        return [Name(name.ordinal, NameKind.INITIALS, name.number, name.texts) for name in names]

    def by_phrasing(self, key: str) -> list[Name]:
        """Return the phrasings with this `content_key`."""
        numbers = self._phrasing_keys.of(key) if len(self._phrasing_keys) else ()
        return [
            Name(self._phrasing_entries[number], _KINDS[self._phrasing_kinds[number]], number, self._phrasings)
            for number in numbers
        ]

    def by_prefix(self, text: str, limit: int) -> list[Name]:
        """Return up to `limit` names that begin with `text`, best suggestions first."""
        names, inside = self._suffix_names, self._suffix_inside
        return self.numbered(
            [names[suffix] for suffix in self._best_suffixes(name_key(text), limit) if not inside[suffix]]
        )

    def beginning(self, text: str, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the folded texts and the numbers of names that begin with `text`, best suggestions first.

        They are those among the best `limit` names of which any word begins so.
        """
        for suffix in self._best_suffixes(text, limit):
            if not self._suffix_inside[suffix]:
                yield self._suffixes.text(suffix), self._suffix_names[suffix]

    def complete(self, prefix: str, entries: int, accept: Accept | None = None) -> list[Completion]:
        """Return names with a suffix, starting at a word, that begins with `prefix`, best first.

        A space at the end of `prefix` asks for another word.

        Args:
            prefix: the typed text.
            entries: how many entries the names shall have, if so many have one.
            accept: returns for ordinals whether these entries count; None accepts all.
        """
        key = name_key(prefix)
        key += " " * (key != "" and prefix[-1].isspace())
        suffixes = self._suffixes_of_entries(key, entries, accept)
        length, inside = len(encoded(key)), self._suffix_inside
        names = self.numbered([self._suffix_names[suffix] for suffix in suffixes])
        found = zip(names, suffixes, self._suffixes.sizes(suffixes), strict=True)
        return [Completion(name, inside[suffix], size == length) for name, suffix, size in found]

    def words_beginning(self, key: str) -> BeginningNames:
        """Return the names of which a word begins with `key`, once for each such word."""
        place = self._suffixes.beginning(key) if key else range(0)
        names = np.asarray(self._suffix_names[place.start : place.stop])
        inside = np.asarray(self._suffix_inside[place.start : place.stop], np.bool_)
        ended = ~inside & (self._suffix_lengths[place.start : place.stop] == len(key))
        return BeginningNames(np.asarray(self._entries)[names], np.asarray(self._kinds)[names], inside, ended)

    def with_beginning(self, keys: Sequence[str]) -> list[str]:
        """Return those of `keys` with which a name, or a later word of one, begins."""
        return self._suffixes.with_beginning(keys)

    def _suffixes_of_entries(self, key: str, entries: int, accept: Accept | None) -> list[int]:
        """Return the best suffixes that begin with `key`, as many as `entries` different entries need."""
        wanted, name_of, entry_of = NAMES_OF_ENTRY * entries, self._suffix_names.__getitem__, self._entries.__getitem__
        while True:
            suffixes = self._best_suffixes(key, wanted, accept)
            if len(suffixes) < wanted or len({*map(entry_of, map(name_of, suffixes))}) >= entries:
                return suffixes
            wanted *= 4  # some entry has many names with this beginning

    def _best_suffixes(self, key: str, limit: int, accept: Accept | None = None) -> list[int]:
        """Return the `limit` best ranked suffixes of names that begin with `key`, best first."""
        place = self._suffixes.beginning(key) if key else range(0)
        if accept:
            return self._best_accepted(place, limit, accept)
        if len(place) <= limit:
            return sorted(place, key=self._suffix_ranks.__getitem__)
        ranks = np.asarray(self._suffix_ranks[place.start : place.stop])  # all different
        end = 2 * limit * len(self._suffix_ranks) // len(ranks)  # twice as many are below, if they are spread evenly
        while len(best := (ranks < end).nonzero()[0]) < limit:
            end *= 2
        found: list[int] = (best.take(ranks.take(best).argsort()[:limit]) + place.start).tolist()
        return found

    def _best_accepted(self, place: range, limit: int, accept: Accept) -> list[int]:
        """Return the `limit` best ranked suffixes at these places whose entries are accepted, best first."""
        names = np.asarray(self._suffix_names[place.start : place.stop])
        suffixes = accept(np.asarray(self._entries)[names]).nonzero()[0] + place.start
        order = np.asarray(self._suffix_ranks)[suffixes].argsort(kind="stable")
        best: list[int] = suffixes[order[:limit]].tolist()
        return best

    def names_of_same_entry(self, text: str) -> list[str]:
        """Return all names of the entry that `text` names; none unless it names exactly one, which has several."""
        found = self._keys.find(joined(name_key(text)))
        numbers = self._key_names.listed(found) if found >= 0 else []
        entries, end = self._entries, self._lead_ins.first
        while numbers and numbers[-1] >= end:
            numbers.pop()
        if not numbers or entries[numbers[0]] != entries[numbers[-1]]:  # names are numbered entry by entry
            return []
        first, last = numbers[0], numbers[0] + 1
        while first and entries[first - 1] == entries[first]:
            first -= 1
        while last < end and entries[last] == entries[first]:
            last += 1
        return [self._texts.text(number) for number in range(first, last)] if last - first > 1 else []

    def own(self, ordinal: int) -> Name:
        """Return the name of an entry, which is numbered before its aliases."""
        number = bisect_left(self._entries, ordinal, 0, self._lead_ins.first)
        return Name(ordinal, NameKind.NAME, number, self._texts)

    def own_name(self, ordinal: int) -> str:
        """Return the text of the name of an entry."""
        return self.own(ordinal).text

    def key(self, number: int) -> str:
        """Return a name's key, with spaces, by its number in `similar`."""
        return self._keys.text(number)

    def own_names(self) -> list[Name]:
        """Return all names, aliases and acronyms."""
        return self.numbered([each for each, kind in enumerate(self._kinds) if kind <= NameKind.ACRONYM])

    def entries_of_key(self, number: int) -> list[int]:
        """Return the ordinals of the entries that have a name with this key."""
        return [self._entries[name] for name in self._key_names.listed(number)]

    def ordinal(self, slug: str) -> int | None:
        """Return the ordinal of the entry with this slug."""
        found = self._slugs.find(slug)
        return found if found >= 0 else None

    def redirect(self, slug: str) -> int | None:
        """Return the ordinal of the entry with a name or alias whose slug is `slug`."""
        names = [name for name in self.lookup(slug) if name.kind != NameKind.LEAD_IN and slug_of(name.text) == slug]
        return names[0].ordinal if names else None
