"""Spelling correction: the words of the glossary that a mistyped word may mean.

Distance is optimal string alignment (Damerau 1964, Levenshtein 1966): a swap of neighbours is one error. Longer words
may have more errors, as in Meilisearch and Typesense.

A wrong first letter is rare and counts as two errors. Candidates therefore have the same first letter, or the first two
letters swapped: words are sorted by first letter, then length, and one range of them is scanned. Where two errors are
allowed, words that differ in the first letter only are looked up by their suffix after it.

In a range most words are excluded by their signatures, which count each letter up to two: an error removes a letter,
adds one or does both, so it changes at most two bits (the letter-count filter of Jokinen, Tarhio and Ukkonen, 1996).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Frequencies
from search_app.search.storage.arrays import read_array, read_buffer, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import TermDictionary, encoded, write_sorted

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8  # letters
LONGEST = 40  # letters; longer words are not corrected
NAME_WEIGHT = 10  # an entry with the word in a name counts as ten entries


def write_spelling(
    folder: Path, words: Sequence[str], stems: Sequence[str], found: Frequencies, lead_in_words: Iterable[str] = ()
) -> None:
    """Write the words that can be corrections, by first letter and length, and the `stems` of all words.

    `lead_in_words`, which no entry may contain, weigh as those in one name.
    """
    weights = (found.entries + (NAME_WEIGHT - 1) * found.named).tolist()
    added = sorted(set(lead_in_words) - set(words))
    write_sorted(folder, "spelling.stems", sorted({*stems, *map(ENGLISH.stem, added)}))
    likely = [*zip(words, weights, strict=True), *((word, NAME_WEIGHT) for word in added)]
    correct = [(word, weight) for word, weight in likely if word.isalpha() and len(word) <= LONGEST]
    correct.sort(key=lambda pair: _place(pair[0][0], len(pair[0])))  # stable
    (folder / "spelling.txt").write_text("\n".join(word for word, _ in correct), encoding="utf-8")
    write_array(folder, "spelling.weights", [weight for _, weight in correct], np.int32)
    places = np.asarray([_place(word[0], len(word)) for word, _ in correct], dtype=np.int64)
    write_array(folder, "spelling.starts", places.searchsorted(np.arange(_place("\xff", LONGEST + 1) + 1)), np.int64)
    write_array(folder, "spelling.signatures", [signature(word) for word, _ in correct], np.uint64)
    _write_suffixes(folder, [word for word, _ in correct])


def _write_suffixes(folder: Path, words: Sequence[str]) -> None:
    """Write an index from each word without its first letter to the places of such words."""
    suffixes: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        suffixes.setdefault(word[1:], []).append(place)
    ordered = sorted(suffixes, key=encoded)
    write_sorted(folder, "spelling.suffixes", ordered)
    RaggedArray.write(folder, "spelling.suffixes.words", [suffixes[suffix] for suffix in ordered])


def _place(letter: str, length: int) -> int:
    """Return the sort key of words; letters beyond the first 256 collide with others."""
    return (ord(letter) & 0xFF) << 6 | length


def signature(word: str) -> int:
    """Return the letters of a word as bits: for a to z one for the first occurrence and one for a second."""
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
    """Return the number of errors `word` may have: none in short words, numbers and codes."""
    if not word.isalpha() or not ONE_ERROR_FROM <= len(word) <= LONGEST:
        return 0
    return 1 if len(word) < TWO_ERRORS_FROM else 2


class Speller:
    """Corrects single folded words to words of a generation."""

    def __init__(self, folder: Path) -> None:
        self._stems = TermDictionary(folder, "spelling.stems")
        self._words = (folder / "spelling.txt").read_text(encoding="utf-8").split("\n")
        self._weights = read_array(folder, "spelling.weights")
        self._starts = read_buffer(folder, "spelling.starts")
        self._signatures = read_array(folder, "spelling.signatures")
        self._suffixes = TermDictionary(folder, "spelling.suffixes")
        self._suffix_words = RaggedArray(folder, "spelling.suffixes.words")

    def corrections(self, word: str, limit: int = 5, errors: int = 2) -> list[str]:
        """Return up to `limit` other words within `errors` errors, most likely first."""
        most = min(errors, forgiven(word) and forgiven(word + "x"))  # a word of eight letters may have lost one
        if not most:
            return []
        places = self._candidates(word, most)
        candidates = [self._words[place] for place in places]
        found = extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        # A word whose stem is in the index has a meaning: only its inflection is corrected.
        own_stem = ENGLISH.stem(word) if self._stems.find(ENGLISH.stem(word)) >= 0 else None
        ranked = sorted(
            (errors + _misses_first_letter(word, candidate), -int(self._weights[places[number]]), candidate)
            for candidate, errors, number in found
            if candidate != word and errors <= forgiven(candidate) and own_stem in (None, ENGLISH.stem(candidate))
        )
        return [candidate for errors, _, candidate in ranked if errors <= most][:limit]

    def _candidates(self, word: str, most: int) -> list[int]:
        """Return the places of words whose length, first letter and signature allow `most` errors."""
        letters = np.uint64(signature(word))
        found = self._in_range(word[0], len(word), most, letters, most)
        if word[1] != word[0]:  # the two may be swapped, which is one of the errors
            found += self._in_range(word[1], len(word), most - 1, letters, most)
        return [*{*found, *self._with_other_first_letter(word)}] if most > 1 else found

    def _in_range(self, letter: str, length: int, reach: int, letters: np.uint64, most: int) -> list[int]:
        """Return the places of words with this first letter, about this length and a similar signature (`letters`)."""
        shortest, longest = max(length - reach, 1), min(length + reach, LONGEST)
        start, end = self._starts[_place(letter, shortest)], self._starts[_place(letter, longest + 1)]
        near = np.bitwise_count(self._signatures[start:end] ^ letters) <= 2 * most
        found: list[int] = (near.nonzero()[0] + start).tolist()
        return found

    def _with_other_first_letter(self, word: str) -> list[int]:
        """Return the places of words with another first letter, an additional one or one less."""
        same_rest, one_more = self._ending_in(word[1:]), self._ending_in(word)
        one_less = [place for place in self._ending_in(word[2:]) if self._words[place] == word[1:]]
        return same_rest + one_more + one_less

    def _ending_in(self, suffix: str) -> list[int]:
        found = self._suffixes.find(suffix)
        return self._suffix_words.listed(found) if found >= 0 else []


def _misses_first_letter(word: str, candidate: str) -> bool:
    """Return whether the first letter differs other than by a swap with the second."""
    return candidate[0] != word[0] and candidate[:2] != word[1::-1]
