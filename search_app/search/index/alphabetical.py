"""The A to Z index: names and aliases by first letter, with `0` for digits and signs."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.naming import name_key
from search_app.search.index.names import NameKind
from search_app.search.storage.arrays import read_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import StringArray, encoded

Numbers = npt.NDArray[np.int32]


class AlphabeticalIndex:
    """The names of a generation from A to Z; those of a letter are sorted on first access."""

    def __init__(self, folder: Path) -> None:
        self._texts = StringArray(folder, "names")
        self._entries = read_array(folder, "names.entries")
        self._kinds = read_array(folder, "names.kinds")
        self._keys = StringArray(folder, "names.keys")  # sorted
        self._key_names = RaggedArray(folder, "names.keys.names")
        self._listed: dict[str, Numbers] = {}
        self._beginnings: dict[str, dict[str, int]] = {}

    def letters(self) -> dict[str, int]:
        """Return the number of names under each letter."""
        counts = {letter: len(self._names(letter)) for letter in self._sections}
        return {letter: count for letter, count in counts.items() if count}

    def under(self, letter: str) -> Numbers:
        """Return the ordinals of the entries with a name that begins with `letter`."""
        return np.unique(self._entries[self._names(letter)])

    def listed(self, letter: str, start: int, stop: int) -> list[tuple[str, int]]:
        """Return the names under `letter` from place `start` to `stop`, each with the ordinal of its entry."""
        shown = self._in_order(letter)[start:stop]
        return [(self._texts.text(number), int(self._entries[number])) for number in shown.tolist()]

    def beginnings(self, letter: str) -> dict[str, int]:
        """Return the first two letters of the names under `letter`, each with the place of the first such name."""
        if letter not in self._beginnings:
            found: dict[str, int] = {}
            for place, number in enumerate(self._in_order(letter).tolist()):
                found.setdefault(name_key(self._texts.text(number))[:2].strip(), place)
            self._beginnings[letter] = found
        return self._beginnings[letter]

    def _in_order(self, letter: str) -> Numbers:
        """Return the numbers of the names under `letter`, sorted."""
        if letter not in self._listed:
            numbers = self._names(letter).tolist()
            order = {number: (name_key(self._texts.text(number)), self._kinds[number], number) for number in numbers}
            self._listed[letter] = np.asarray(sorted(numbers, key=order.__getitem__), dtype=np.int32)
        return self._listed[letter]

    @cached_property
    def _sections(self) -> dict[str, list[range]]:
        """The numbers of the keys that begin with each letter."""
        sections: dict[str, list[range]] = {}
        number = 0
        while number < len(self._keys):
            letter = self._keys.text(number)[0]
            place = range(number, bisect_left(self._keys, encoded(letter) + b"\xff", number))  # no UTF-8 has that byte
            sections.setdefault(letter if letter.isalpha() else "0", []).append(place)
            number = place.stop
        return sections

    def _names(self, letter: str) -> Numbers:
        """Return the numbers of the names under `letter`."""
        keys, names = self._key_names, self._key_names.values
        found = [
            names[keys.place(place.start).start : keys.place(place.stop - 1).stop]
            for place in self._sections.get(letter, ())
        ]
        numbers = np.concatenate(found) if found else np.empty(0, dtype=np.int32)
        listed: Numbers = numbers[self._kinds[numbers] != NameKind.LEAD_IN]
        return listed
