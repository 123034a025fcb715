"""Names and aliases, by what people type: the exact ones, those that begin so, and who a slug or alias leads to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from search_app.glossary.naming import fold, name_key, slugify
from search_app.glossary.render import Entry

_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z0-9])[A-Z0-9&/.-]{2,10}s?")


@dataclass(frozen=True, slots=True)
class Name:
    """A name (`field` is `name`) or alias (`alias`, or `acronym`) of the entry `ordinal`."""

    key: str
    ordinal: int
    field: str
    text: str

    @property
    def letter(self) -> str:
        """The letter it stands under in an A-Z; `0` for digits and signs."""
        return self.key[0] if self.key[0].isalpha() else "0"


def names_of(entries: Iterable[Entry]) -> list[Name]:
    """Return every name and alias of `entries`, an entry's own name first."""
    found = []
    for ordinal, entry in enumerate(entries):
        found.append(Name(name_key(entry.name), ordinal, "name", entry.name))
        for alias in entry.aliases:
            field = "acronym" if _ACRONYM.fullmatch(alias) else "alias"
            found.append(Name(name_key(alias), ordinal, field, alias))
    return found


class NameIndex:
    """All names of a generation. Lookups ignore case, accents, punctuation and the spaces between words."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.all = names
        self._exact: dict[str, list[Name]] = defaultdict(list)
        self._redirects: dict[str, int] = {}
        for name in names:
            self._exact[_joined(name.key)].append(name)
            self._redirects.setdefault(slugify(name.text), name.ordinal)
        self._whole = _Sorted((name.key, name) for name in names)
        self._tails = _Sorted((name.key[start:], name) for name in names for start in _word_starts(name.key))

    def exact(self, text: str) -> list[Name]:
        """Return the names that are `text`; those written just so (`C++`, not `C`) come first, names before aliases."""
        folded = fold(text)
        found = self._exact.get(_joined(name_key(text)), [])
        return sorted(found, key=lambda name: (fold(name.text) != folded, name.field != "name"))

    def beginning(self, text: str) -> Iterator[Name]:
        """Yield the names that begin with `text`, in alphabetical order."""
        return self._whole.beginning(name_key(text))

    def containing(self, prefix: str) -> Iterator[Name]:
        """Yield the names of which some word, and what follows it, begins with `prefix`."""
        return self._tails.beginning(name_key(prefix))

    def redirect(self, slug: str) -> int | None:
        """Return the ordinal of the entry that has `slug` as the slug of an alias."""
        return self._redirects.get(slug)


class _Sorted:
    """Keys in order with the name behind each, for prefix lookups by bisection."""

    def __init__(self, pairs: Iterable[tuple[str, Name]]) -> None:
        ordered = sorted(pairs, key=lambda pair: pair[0])
        self._keys = [key for key, _ in ordered]
        self._names = [name for _, name in ordered]

    def beginning(self, prefix: str) -> Iterator[Name]:
        if not prefix:
            return
        for number in range(bisect_left(self._keys, prefix), len(self._keys)):
            if not self._keys[number].startswith(prefix):
                return
            yield self._names[number]


def _joined(key: str) -> str:
    return key.replace(" ", "") or key


def _word_starts(key: str) -> Iterator[int]:
    return (number for number in range(len(key)) if number == 0 or key[number - 1] == " ")
