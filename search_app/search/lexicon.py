"""Every folded word of the glossary, unstemmed, with the number of entries that hold it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.cards import Forms
from search_app.search.tables import SortedStrings, read_array, write_array, write_sorted

_PLURALS = ("s", "es")


def write_lexicon(folder: Path, forms: Forms) -> None:
    """Write the lexicon of entries."""
    write_sorted(folder, "lexicon", forms.words)
    write_array(folder, "lexicon.frequencies", frequencies(forms), np.int32)


def frequencies(forms: Forms, weight_of_names: int = 1) -> npt.NDArray[np.int64]:
    """Return for each word how many entries hold it; an entry that is called so counts `weight_of_names` times."""
    count = len(forms.words)
    entries = np.unique(forms.owners * count + forms.numbers)
    named = np.unique(forms.owners[forms.named] * count + forms.numbers[forms.named])
    found = np.bincount(entries % count, minlength=count) if count else np.empty(0, np.int64)
    return found + (weight_of_names - 1) * (np.bincount(named % count, minlength=count) if count else found)


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
