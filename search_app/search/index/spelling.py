"""Spelling help: the words of the glossary a mistyped one may mean.

Distance is optimal string alignment (Damerau 1964, Levenshtein 1966): a swap of neighbours is one error.
How many errors are forgiven grows with the length of the word, as Meilisearch and Typesense do.

A wrong first letter, which is rare, counts as two errors. So candidates begin as the word does, or with its first two
letters swapped: words lie in order of first letter, then length, and one stretch of them is looked through. Where two
errors are forgiven, words that differ by the first letter alone are found by the rest of their letters.

In a stretch a signature of each word, which counts each letter up to two, tells most others apart: an error takes a
letter away, adds one or both, so it changes two bits at the most, and words whose signatures differ in more are out
without being looked at (the letter-count filter of Jokinen, Tarhio and Ukkonen, 1996).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Frequencies
from search_app.search.storage.arrays import read_array, read_numbers, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import TermDictionary, encoded, write_sorted

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8  # letters
LONGEST = 40  # letters of a word that is still corrected
NAME_WEIGHT = 10  # a word of a name or alias counts as often as one that stands in ten texts


def write_spelling(folder: Path, words: Sequence[str], stems: Sequence[str], found: Frequencies) -> None:
    """Write the words that may be corrections, in order of first letter and length, and the `stems` of all."""
    weights = (found.entries + (NAME_WEIGHT - 1) * found.named).tolist()
    write_sorted(folder, "spelling.stems", sorted(set(stems)))
    likely = zip(words, weights, strict=True)
    correct = [(word, weight) for word, weight in likely if word.isalpha() and len(word) <= LONGEST]
    correct.sort(key=lambda pair: _place(pair[0][0], len(pair[0])))  # stable
    (folder / "spelling.txt").write_text("\n".join(word for word, _ in correct), encoding="utf-8")
    write_array(folder, "spelling.weights", [weight for _, weight in correct], np.int32)
    places = np.asarray([_place(word[0], len(word)) for word, _ in correct], dtype=np.int64)
    write_array(folder, "spelling.starts", places.searchsorted(np.arange(_place("\xff", LONGEST + 1) + 1)), np.int64)
    write_array(folder, "spelling.signatures", [signature(word) for word, _ in correct], np.uint64)
    _write_tails(folder, [word for word, _ in correct])


def _write_tails(folder: Path, words: Sequence[str]) -> None:
    """Write for what words are without their first letter which words these are."""
    tails: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        tails.setdefault(word[1:], []).append(place)
    ordered = sorted(tails, key=encoded)
    write_sorted(folder, "spelling.tails", ordered)
    RaggedArray.write(folder, "spelling.tails.words", [tails[tail] for tail in ordered])


def _place(letter: str, length: int) -> int:
    """Return what words are sorted by; letters beyond the first 256 share places with others."""
    return (ord(letter) & 0xFF) << 6 | length


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
    """Corrects single folded words with those of a generation."""

    def __init__(self, folder: Path) -> None:
        self._stems = TermDictionary(folder, "spelling.stems")
        self._words = (folder / "spelling.txt").read_text(encoding="utf-8").split("\n")
        self._weights = read_array(folder, "spelling.weights")
        self._starts = read_numbers(folder, "spelling.starts")
        self._signatures = read_array(folder, "spelling.signatures")
        self._tails = TermDictionary(folder, "spelling.tails")
        self._tail_words = RaggedArray(folder, "spelling.tails.words")

    def corrections(self, word: str, limit: int = 5, errors: int = 2) -> list[str]:
        """Return up to `limit` other words it may mean, likeliest first; a wrong first letter counts as two errors."""
        most = min(errors, forgiven(word) and forgiven(word + "x"))  # seven letters may be eight with one forgotten
        if not most:
            return []
        places = self._candidates(word, most)
        candidates = [self._words[place] for place in places]
        found = extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        # A word whose stem is in the index means something already: only its own spelling is mended then.
        own_stem = ENGLISH.stem(word) if self._stems.find(ENGLISH.stem(word)) >= 0 else None
        ranked = sorted(
            (errors + _misses_first_letter(word, candidate), -int(self._weights[places[number]]), candidate)
            for candidate, errors, number in found
            if candidate != word and errors <= forgiven(candidate) and own_stem in (None, ENGLISH.stem(candidate))
        )
        return [candidate for errors, _, candidate in ranked if errors <= most][:limit]

    def _candidates(self, word: str, most: int) -> list[int]:
        """Return the places of words whose length, beginning and letters allow `most` errors."""
        letters = np.uint64(signature(word))
        found = self._in_stretch(word[0], len(word), most, letters, most)
        if word[1] != word[0]:  # the two may have changed places, which is one of the errors
            found += self._in_stretch(word[1], len(word), most - 1, letters, most)
        return [*{*found, *self._with_another_beginning(word)}] if most > 1 else found

    def _in_stretch(self, letter: str, length: int, reach: int, letters: np.uint64, most: int) -> list[int]:
        """Return the places of words of about a length that begin with a letter and have nearly these `letters`."""
        shortest, longest = max(length - reach, 1), min(length + reach, LONGEST)
        start, end = self._starts[_place(letter, shortest)], self._starts[_place(letter, longest + 1)]
        near = np.bitwise_count(self._signatures[start:end] ^ letters) <= 2 * most
        found: list[int] = (near.nonzero()[0] + start).tolist()
        return found

    def _with_another_beginning(self, word: str) -> list[int]:
        """Return the places of words that have another first letter, or one more or less."""
        same_rest, one_more = self._ending_in(word[1:]), self._ending_in(word)
        one_less = [place for place in self._ending_in(word[2:]) if self._words[place] == word[1:]]
        return same_rest + one_more + one_less

    def _ending_in(self, tail: str) -> list[int]:
        found = self._tails.find(tail)
        return self._tail_words.listed(found) if found >= 0 else []


def _misses_first_letter(word: str, candidate: str) -> bool:
    """Say whether the first letter is another one; two first letters that changed places are both there."""
    return candidate[0] != word[0] and candidate[:2] != word[1::-1]
