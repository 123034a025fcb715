"""The lexicon: every folded, unstemmed word of the glossary with its document frequency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.language.language import Language
from search_app.search.index.document_writer import TokenTable
from search_app.search.index.fields import FIELDS
from search_app.search.storage.arrays import Counts, distinct, read_array, write_array
from search_app.search.storage.strings import PrefixDictionary, TermDictionary, write_prefixed, write_sorted


class Frequencies(NamedTuple):
    """For each word the number of entries that contain it, and of those with it in a name."""

    entries: Counts
    named: Counts


def frequencies(forms: TokenTable) -> Frequencies:
    """Return the document frequency of each word."""
    named = forms.named
    return Frequencies(
        _entries_of_each(forms.owners, forms.numbers, len(forms.words)),
        _entries_of_each(forms.owners[named], forms.numbers[named], len(forms.words)),
    )


def _entries_of_each(owners: Counts, numbers: npt.NDArray[np.uint32], words: int) -> Counts:
    return np.bincount(distinct(owners * words + numbers) % max(words, 1), minlength=words)


def write_lexicon(
    folder: Path,
    words: Sequence[str],
    stems: Sequence[str],
    found: Frequencies,
    stem_numbers: Mapping[str, Mapping[str, int]],
) -> None:
    """Write the lexicon with the `stems` of its words; `stem_numbers` maps each field to the numbers of its stems."""
    write_sorted(folder, "lexicon", words)
    write_array(folder, "lexicon.frequencies", found.entries, np.int32)
    backwards = [word[::-1] for word in words]
    order = sorted(range(len(words)), key=backwards.__getitem__)
    write_prefixed(folder, "lexicon.backwards", [backwards[number] for number in order])
    ranks = np.empty(len(words), dtype=np.int32)
    ranks[order] = np.arange(len(words))
    write_array(folder, "lexicon.ranks", ranks, np.int32)
    for field in FIELDS:
        write_array(folder, f"lexicon.{field}", [stem_numbers[field].get(each, -1) for each in stems], np.int32)


class Lexicon:
    """The lexicon of a generation."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._plural_endings = language.plurals.suffixes
        self._words = TermDictionary(folder, "lexicon")
        self._frequencies = read_array(folder, "lexicon.frequencies")
        self._backwards = PrefixDictionary(folder, "lexicon.backwards")
        self._ranks = read_array(folder, "lexicon.ranks")  # of each word's reversal among all reversals
        self._stems = {field: read_array(folder, f"lexicon.{field}") for field in FIELDS}

    def __len__(self) -> int:
        return len(self._words)

    def find(self, word: str) -> int:
        """Return the number of a folded word, or -1."""
        return self._words.find(word)

    def frequency(self, number: int) -> int:
        """Return the number of entries that contain a word."""
        return int(self._frequencies[number])

    def knows(self, word: str) -> bool:
        """Return whether the glossary contains `word`, or the word without its plural ending."""
        if self.find(word) >= 0:
            return True
        return any(word.endswith(end) and self.find(word.removesuffix(end)) >= 0 for end in self._plural_endings)

    def is_in_names(self, word: str) -> bool:
        """Return whether a name contains a folded word, in this or another form."""
        number = self.find(word)
        return number >= 0 and bool(self._stems["name"][number] >= 0)

    def made_with(self, numbers: npt.NDArray[np.uint32], parts: Sequence[tuple[str, str]]) -> npt.NDArray[np.bool_]:
        """Return a row for each (start, end) pair: which of the numbered words have that start or that end."""
        fronts = [self._words.beginning(start) for start, _ in parts]
        backs = [self._backwards.beginning(end[::-1]) for _, end in parts]
        return _within(numbers, fronts) | _within(self._ranks.take(numbers), backs)

    def beginning(self, prefix: str, most: int | None = None) -> list[str]:
        """Return the words that begin with a folded `prefix`, up to `most` in the order of the alphabet."""
        return [self._words.text(number) for number in self._words.beginning(prefix)[:most]]

    def stems_beginning(self, prefix: str, field: str) -> npt.NDArray[np.int32]:
        """Return the numbers in a field of the stems of the words that begin with a folded `prefix`."""
        place = self._words.beginning(prefix)
        found = np.unique(self._stems[field][place.start : place.stop])
        return found[found >= 0]

    def stems_of(self, words: npt.NDArray[Any], field: str) -> npt.NDArray[np.int32]:
        """Return the number in a field of the stem of each numbered word."""
        return np.asarray(self._stems[field].take(words))

    def stems_at_either_end(self, part: str, field: str) -> npt.NDArray[np.int32]:
        """Return the numbers in a field of the stems of the words that begin or end with a folded `part`."""
        ends = self._backwards.beginning(part[::-1])
        ending = self._stems[field][(self._ranks >= ends.start) & (self._ranks < ends.stop)]
        return np.union1d(self.stems_beginning(part, field), ending[ending >= 0])


def _within(values: npt.NDArray[Any], ranges: Sequence[range]) -> npt.NDArray[np.bool_]:
    """Return a row for each range: which of the values it contains."""
    bounds = np.asarray([(each.start, each.stop) for each in ranges]).reshape(-1, 2, 1)
    return np.asarray((values >= bounds[:, 0]) & (values < bounds[:, 1]))
