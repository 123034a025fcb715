"""Every folded word of the glossary, unstemmed, with the number of entries that hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from search_app.search.cards import Tokenized
from search_app.search.tables import SortedStrings, encoded, read_array, write_array, write_sorted

_PLURALS = ("s", "es")


def write_lexicon(folder: Path, tokenized: Iterable[Tokenized]) -> list[str]:
    """Write the lexicon of entries and return its words in order; a word's place is its number."""
    frequency: Counter[str] = Counter()
    for each in tokenized:
        frequency.update({word.surface for *_, found in each.parts for word in found})
    words = sorted(frequency, key=encoded)
    write_sorted(folder, "lexicon", words)
    write_array(folder, "lexicon.frequencies", [frequency[word] for word in words], np.int32)
    return words


class Lexicon:
    """The lexicon of a generation."""

    def __init__(self, folder: Path) -> None:
        self._words = SortedStrings(folder, "lexicon")
        self._frequencies = read_array(folder, "lexicon.frequencies")

    def find(self, word: str) -> int:
        """Return the number of a folded word, or -1."""
        return self._words.find(word)

    def frequency(self, number: int) -> int:
        """Return how many entries hold a word."""
        return int(self._frequencies[number])

    def knows(self, word: str) -> bool:
        """Say whether the glossary uses `word`, or has it without its plural ending."""
        if self.find(word) >= 0:
            return True
        return any(word.endswith(end) and self.find(word.removesuffix(end)) >= 0 for end in _PLURALS)

    def beginning(self, prefix: str) -> list[str]:
        """Return the words that begin with a folded `prefix`."""
        return [self._words.text(number) for number in self._words.beginning(prefix)]
