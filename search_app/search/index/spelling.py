"""Spelling correction: the words of the glossary that a mistyped word may mean.

Distance is optimal string alignment (Damerau 1964, Levenshtein 1966): a swap of neighbours is one error. Longer words
may have more errors, as in Meilisearch and Typesense.

A wrong first letter is rare and counts as two errors. Candidates therefore have the same first letter, or the first two
letters swapped: words are sorted by first letter, then length, and one range of them is scanned. Where two errors are
allowed, words that differ in the first letter only are looked up by their suffix after it.

In a range most words are excluded by their signatures, which count each letter up to two: an error removes a letter,
adds one or does both, so it changes at most two bits (the letter-count filter of Jokinen, Tarhio and Ukkonen, 1996).

Words that sound like the mistyped one have the same phonetic key and are looked up by it, whatever their letters. An
error that leaves the sound unchanged counts half, and words that sound alike may have more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.language.language import Language
from search_app.search.index.lexicon import Frequencies
from search_app.search.storage.arrays import read_array, read_buffer, write_array
from search_app.search.storage.files import map_bytes
from search_app.search.storage.hashed import HashedLists, write_hashed
from search_app.search.storage.strings import HashDictionary

ONE_ERROR_FROM, TWO_ERRORS_FROM = 4, 8  # letters
LONGEST = 40  # letters; longer words are not corrected
NAME_WEIGHT = 10  # an entry with the word in a name counts as ten entries

COMMONNESS = 0.05  # lower cost of a word that e times as many entries contain
UNHEARD = (0, 0.75, 1.1, 2, 2.5)  # cost of so many errors in a word that sounds alike
OTHER_LETTER = 0.2  # additional cost of another letter in the place of one: one more or less is likelier to be a slip
OTHER_ENDING = 0.1  # additional cost of another last letter in a word that sounds alike: it is rarely wrong
OTHER_SOUND = 0.3  # additional cost of a word that sounds alike only if a `c` or `g` is read otherwise
LIKE_SOUNDS = len(UNHEARD) - 1  # errors at the most in a word that sounds alike
SHORT = 5  # letters of the longest word in which a wrong first letter is the only error, whatever the sound


class Candidate(NamedTuple):
    """A possible correction; the lowest is the most likely one.

    `cost` is the number of errors, weighed by sound, less by how much the word is common.
    """

    cost: float
    text: str
    sounds_alike: bool


def write_spelling(
    folder: Path,
    words: Sequence[str],
    found: Frequencies,
    language: Language,
    lead_in_words: Iterable[str] = (),
) -> None:
    """Write the words that can be corrections, by first letter and length.

    `lead_in_words`, which no entry may contain, weigh as those in one name.
    """
    weights = (found.entries + (NAME_WEIGHT - 1) * found.named).tolist()
    added = sorted(set(lead_in_words) - set(words))
    write_hashed(folder, "spelling.stems", ((stem, 0) for stem in dict.fromkeys(map(language.stem, added))))
    likely = [*zip(words, weights, strict=True), *((word, NAME_WEIGHT) for word in added)]
    correct = [(word, weight) for word, weight in likely if word.isalpha() and len(word) <= LONGEST]
    correct.sort(key=lambda pair: _place(pair[0][0], len(pair[0])))  # stable
    (folder / "spelling.txt").write_text("\n".join(word for word, _ in correct), encoding="utf-8")
    write_array(folder, "spelling.weights", [weight for _, weight in correct], np.int32)
    places = np.asarray([_place(word[0], len(word)) for word, _ in correct], dtype=np.int64)
    write_array(folder, "spelling.starts", places.searchsorted(np.arange(_place("\xff", LONGEST + 1) + 1)), np.int64)
    write_array(folder, "spelling.signatures", [signature(word) for word, _ in correct], np.uint64)
    write_hashed(folder, "spelling.suffixes", ((word[1:], place) for place, (word, _) in enumerate(correct)))
    write_hashed(folder, "spelling.sounds", ((language.sound(word), place) for place, (word, _) in enumerate(correct)))


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


def forgiven_by_sound(word: str, candidate: str) -> int:
    """Return the number of errors that `word` may have if it sounds like `candidate`."""
    if len(candidate) < ONE_ERROR_FROM and len(candidate) < len(word) - 1:
        return 0
    longer = max(len(word), len(candidate))
    if longer <= SHORT and word[0] != candidate[0]:
        return 1
    return min(longer // 2, LIKE_SOUNDS)


class Speller:
    """Corrects single folded words to words of a generation; `stems` are those of its entries."""

    def __init__(self, folder: Path, language: Language, stems: HashDictionary) -> None:
        self._stem, self._sound, self._other_sounds = language.stem, language.sound, language.other_sounds
        self._stems, self._added_stems = stems, HashedLists(folder, "spelling.stems")
        self._words = map_bytes(folder / "spelling.txt")[:].decode().split("\n")
        self._weights = read_array(folder, "spelling.weights")
        self._starts = read_buffer(folder, "spelling.starts")
        self._signatures = read_array(folder, "spelling.signatures")
        self._suffixes = HashedLists(folder, "spelling.suffixes")
        self._sounds = HashedLists(folder, "spelling.sounds")

    def corrections(self, word: str, limit: int = 5, errors: int = 2) -> list[str]:
        """Return up to `limit` other words within `errors` errors, most likely first."""
        return [candidate.text for candidate in self.candidates(word, limit, errors)]

    def candidates(self, word: str, limit: int = 5, errors: int = 2, *, keep_stem: bool = True) -> list[Candidate]:
        """Return up to `limit` other words of a cost of at most `errors`, most likely first.

        A word whose stem is in the index has a meaning: only its inflection is corrected, or a spelling by sound; with
        `keep_stem` false it is corrected as any other.
        """
        if not forgiven(word):
            return []
        alike, likewise = self._by_sound(word)
        most = min(errors, forgiven(word + "x"))  # a word of eight letters may have lost one
        found = [
            *self._within(word, self._near(word, most) - alike - likewise, most),
            *self._sounding_like(word, alike, likewise, errors),
        ]
        if keep_stem and self._has_stem(own := self._stem(word)):
            found = [each for each in found if each.sounds_alike or self._stem(each.text) == own]
        return sorted(found)[:limit]

    def alike(self, word: str, limit: int, errors: int) -> list[Candidate]:
        """Return those of up to `limit` candidates that sound like `word`, most likely first.

        If no word does, or if a candidate that does not is an inflection, only the words of this sound are compared.
        """
        found = list(self._sounding_like(word, *self._by_sound(word), errors)) if forgiven(word) else []
        if not found or self._has_stem(self._stem(word)):
            return sorted(found)[:limit]
        return [each for each in self.candidates(word, limit, errors) if each.sounds_alike]

    def _by_sound(self, word: str) -> tuple[set[int], set[int]]:
        """Return the places of other words that sound like `word`, and of those that sound like a reading of it."""
        alike = self._sounding(word, [self._sound(word)])
        return alike, self._sounding(word, self._other_sounds(word)) - alike

    def _sounding_like(self, word: str, alike: set[int], likewise: set[int], errors: int) -> Iterator[Candidate]:
        if alike:
            yield from self._alike(word, alike, errors)
        if likewise:
            yield from self._alike(word, likewise, errors, OTHER_SOUND)

    def _has_stem(self, stem: str) -> bool:
        return self._stems.find(stem) >= 0 or stem in self._added_stems

    def _within(self, word: str, places: Iterable[int], most: int) -> Iterator[Candidate]:
        """Yield the words at these places that have at most `most` errors."""
        for candidate, distance, place in self._compared(word, places, most):
            errors = distance + _misses_first_letter(word, candidate)
            if errors <= most and distance <= forgiven(candidate):
                cost = errors + OTHER_LETTER * _has_other_letter(word, candidate) - self._commonness(place)
                yield Candidate(cost, candidate, sounds_alike=False)

    def _alike(self, word: str, places: Iterable[int], errors: int, more: float = 0.0) -> Iterator[Candidate]:
        """Yield the words at these places, which sound like `word`, of a cost of at most `errors`, and `more`."""
        for candidate, distance, place in self._compared(word, places, 2 * errors):
            if distance <= forgiven_by_sound(word, candidate):
                cost = UNHEARD[distance] + OTHER_ENDING * _ends_otherwise(word, candidate) + more
                yield Candidate(cost - self._commonness(place), candidate, sounds_alike=True)

    def _commonness(self, place: int) -> float:
        """Return by how much a word is likelier than one that a single entry contains."""
        return COMMONNESS * log(self._weights[place] + 1)

    def _compared(self, word: str, places: Iterable[int], most: int) -> Iterator[tuple[str, int, int]]:
        """Yield the other words at these places within a distance of `most`, with the distance and the place."""
        every = list(places)
        found = extract(
            word, [self._words[place] for place in every], scorer=OSA.distance, score_cutoff=most, limit=None
        )
        for candidate, distance, number in (each for each in found if each[1]):
            yield candidate, distance, every[number]

    def _sounding(self, word: str, keys: Sequence[str]) -> set[int]:
        """Return the places of the words other than `word` with any of these phonetic keys."""
        words = self._words
        return {place for key in keys if key for place in self._sounds.of(key) if words[place] != word}

    def _near(self, word: str, most: int) -> set[int]:
        """Return the places of words whose length, first letter and signature allow `most` errors."""
        letters = np.uint64(signature(word))
        found = self._in_range(word[0], len(word), most, letters, most)
        if word[1] != word[0]:  # the two may be swapped, which is one of the errors
            found += self._in_range(word[1], len(word), most - 1, letters, most)
        return {*found, *(self._with_other_first_letter(word) if most > 1 else ())}

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
        return self._suffixes.of(suffix)


def _ends_otherwise(word: str, candidate: str) -> bool:
    """Return whether the last letters differ; an `e`, which is often silent, is none."""
    return word.rstrip("e")[-1:] != candidate.rstrip("e")[-1:]


def _has_other_letter(word: str, candidate: str) -> bool:
    """Return whether the words differ by letters in the same places, other than by a swap."""
    return len(word) == len(candidate) and sorted(word) != sorted(candidate)


def _misses_first_letter(word: str, candidate: str) -> bool:
    """Return whether the first letter differs other than by a swap with the second."""
    return candidate[0] != word[0] and candidate[:2] != word[1::-1]
