"""Spelling help: the words of the glossary a mistyped one may mean.

Distance is optimal string alignment (Damerau 1964, Levenshtein 1966): a swap of neighbours is one error.
How many errors are forgiven grows with the length of the word, as Meilisearch and Typesense do.

Candidates come from a signature of each word, which counts each letter up to two: an error takes a letter away, adds
one or both, so it changes two bits at the most, and words whose signatures differ in more are out without being looked
at (the letter-count filter of Jokinen, Tarhio and Ukkonen, 1996). One pass over an array leaves a few dozen words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.search.analysis import stem
from search_app.search.cards import Tokenized
from search_app.search.tables import SortedStrings, encoded, read_array, write_array, write_sorted

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8  # letters
LONGEST = 40  # letters of a word that is still corrected
NAME_WEIGHT = 10  # a word of a name or alias counts as often as one that stands in ten texts

_PLURALS = ("s", "es")
_NAMES = ("name", "alias")


def write_lexicon(folder: Path, tokenized: Iterable[Tokenized]) -> None:
    """Write every folded word of the glossary, with its weight as a correction."""
    weight: Counter[str] = Counter()
    for each in tokenized:
        named = {word.surface for kind, _, _, found in each.parts if kind in _NAMES for word in found}
        weight.update(dict.fromkeys(named, NAME_WEIGHT))
        weight.update({word.surface for kind, _, _, found in each.parts if kind not in _NAMES for word in found})
    weight.pop("", None)
    words = sorted(weight, key=encoded)
    write_sorted(folder, "lexicon", words)
    stems = sorted({stem(word) for word in words}, key=encoded)
    write_sorted(folder, "lexicon.stems", stems)
    correct = [number for number, word in enumerate(words) if word.isalpha() and len(word) <= LONGEST]
    correct.sort(key=lambda number: len(words[number]))  # stable: by length, then alphabet
    lengths = np.asarray([len(words[number]) for number in correct], dtype=np.int64)
    write_array(folder, "lexicon.by_length.weights", [weight[words[number]] for number in correct], np.int32)
    (folder / "lexicon.by_length.txt").write_text("\n".join(words[number] for number in correct), encoding="utf-8")
    write_array(folder, "lexicon.length_starts", np.searchsorted(lengths, np.arange(LONGEST + 2)), np.int64)
    write_array(folder, "lexicon.signatures", [signature(words[number]) for number in correct], np.uint64)
    write_array(folder, "lexicon.first_letters", [ord(words[number][0]) & 0xFF for number in correct], np.uint8)


def signature(word: str) -> int:
    """Return the letters of a word as bits: for a to z one that it is there, one that it is there again."""
    bits = 0
    for letter in word:
        place = ord(letter) - 97
        if not 0 <= place < 26:
            bits |= 1 << (52 + ord(letter) % 12)
        elif bits >> place & 1:
            bits |= 1 << (26 + place)
        else:
            bits |= 1 << place
    return bits


def forgiven(word: str) -> int:
    """Return how many errors `word` may hold: none in short words, in numbers and in codes."""
    if not word.isalpha() or not ONE_ERROR_FROM <= len(word) <= LONGEST:
        return 0
    return 1 if len(word) < TWO_ERRORS_FROM else 2


class Speller:
    """Corrects single folded words against the lexicon of a generation."""

    def __init__(self, folder: Path) -> None:
        self._words = SortedStrings(folder, "lexicon")
        self._stems = SortedStrings(folder, "lexicon.stems")
        self._by_length = (folder / "lexicon.by_length.txt").read_text(encoding="utf-8").split("\n")
        self._weights = read_array(folder, "lexicon.by_length.weights")
        self._length_starts = read_array(folder, "lexicon.length_starts").tolist()
        self._signatures = read_array(folder, "lexicon.signatures")
        self._first_letters = read_array(folder, "lexicon.first_letters")

    def knows(self, word: str) -> bool:
        """Say whether the glossary uses `word`, or has it without its plural ending."""
        if self._words.find(word) >= 0:
            return True
        return any(word.endswith(end) and self._words.find(word.removesuffix(end)) >= 0 for end in _PLURALS)

    def beginning(self, prefix: str) -> list[str]:
        """Return the words that begin with a folded `prefix`."""
        return [self._words.text(number) for number in self._words.beginning(prefix)]

    def corrections(self, word: str, limit: int = 5) -> list[str]:
        """Return up to `limit` other words it may mean, likeliest first; a wrong first letter counts as two errors."""
        most = forgiven(word) and forgiven(word + "x")  # seven letters may be eight with one forgotten
        if not most:
            return []
        places = self._candidates(word, most)
        candidates = [self._by_length[place] for place in places]
        found = extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        # A word whose stem is in the index means something already: only its own spelling is mended then.
        own_stem = stem(word) if self._stems.find(stem(word)) >= 0 else None
        ranked = sorted(
            (errors + _misses_first_letter(word, candidate), -int(self._weights[places[number]]), candidate)
            for candidate, errors, number in found
            if candidate != word and errors <= forgiven(candidate) and own_stem in (None, stem(candidate))
        )
        return [candidate for errors, _, candidate in ranked if errors <= most][:limit]

    def _candidates(self, word: str, most: int) -> list[int]:
        """Return the places, in the order of lengths, of words whose length and letters allow `most` errors."""
        shortest, longest = max(len(word) - most, 1), min(len(word) + most, LONGEST)
        start, end = self._length_starts[shortest], self._length_starts[longest + 1]
        near = np.bitwise_count(self._signatures[start:end] ^ np.uint64(signature(word))) <= 2 * most
        if most == 1:  # a wrong first letter is two errors
            near &= np.isin(self._first_letters[start:end], [ord(letter) & 0xFF for letter in word[:2]])
        places: list[int] = (near.nonzero()[0] + start).tolist()
        return places


def _misses_first_letter(word: str, candidate: str) -> bool:
    """Say whether the first letter is another one; two first letters that changed places are both there."""
    return candidate[0] != word[0] and candidate[:2] != word[1::-1]
