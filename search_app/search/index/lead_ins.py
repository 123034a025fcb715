"""Lead-ins in the name dictionary: words of `vocabulary.toml`, each a name of every entry that it leads to.

They are numbered after all other names, so that one number tells them apart, and are few: looked up in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_app.glossary.model import LeadIn
from search_app.glossary.naming import name_key
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.strings import StringArray, write_strings

CORRECTED_FROM = 5  # letters of a word that a mistyped one is corrected to


class FoundLeadIn(NamedTuple):
    """Words of a query that are a lead-in, and the numbers of its names, in the editors' order.

    alone: whether it counts only if nothing else is typed.
    """

    words: Sequence[Word]
    numbers: Sequence[int]
    alone: bool


def write_lead_ins(folder: Path, places: Sequence[int], reasons: Sequence[str], alone: Sequence[bool]) -> None:
    """Write for each name of a lead-in its place in the editors' order, its reason, and whether it counts alone."""
    write_strings(folder, "names.reasons", reasons)
    write_array(folder, "names.places", places, np.uint8)
    write_array(folder, "names.alone", alone, np.bool_)


def words_of_lead_ins(lead_ins: Iterable[LeadIn], language: Language) -> Iterator[str]:
    """Yield the words that a mistyped word may be corrected to: not short ones, and none in capitals, such as FLSA."""
    for lead_in in lead_ins:
        for text in lead_in.said:
            for word in language.words(text):
                if len(word.surface) >= CORRECTED_FROM and not text[word.start : word.end].isupper():
                    yield word.surface


class LeadIns:
    """The lead-ins of a generation; `first` is the number of the first name that is one."""

    def __init__(self, folder: Path, texts: StringArray, language: Language) -> None:
        self._stop_words, self._singular = language.stop_words, language.plurals.singular
        self._reasons = StringArray(folder, "names.reasons")
        self._places = read_array(folder, "names.places").tolist()
        self._alone = read_array(folder, "names.alone").tolist()
        self.first = len(texts) - len(self._reasons)
        self._numbers: dict[str, list[int]] = {}
        self._lengths: list[int] = []  # in words
        for number in range(self.first, len(texts)):
            text = texts.text(number)
            for key in {name_key(text).replace(" ", ""), _key(language.words(text))}:
                self._numbers.setdefault(key, []).append(number)
            self._lengths.append(len(name_key(text).split()))
        self._longest = max(self._lengths, default=0)

    def __bool__(self) -> bool:
        return bool(self._numbers)

    def place(self, number: int) -> int:
        """Return the place that editors gave the entry of this name among those of its lead-in."""
        place: int = self._places[number - self.first]
        return place

    def reason(self, number: int) -> str:
        """Return the reason of the lead-in with this name."""
        return self._reasons.text(number - self.first)

    def inside(self, words: Sequence[Word]) -> list[FoundLeadIn]:
        """Return the lead-ins among the words, singular or plural; one inside a longer one does not count."""
        found: list[FoundLeadIn] = []
        used: set[int] = set()
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                run = words[start : start + length]
                key = "".join([word.surface for word in run])
                numbers = self._numbers.get(key) or self._numbers.get(self._singular(key))
                if numbers and self._fits(run, numbers[0]) and used.isdisjoint(word.position for word in run):
                    used.update(word.position for word in run)
                    found.append(FoundLeadIn(run, numbers, self._alone[numbers[0] - self.first]))
        return found

    def _fits(self, run: Sequence[Word], number: int) -> bool:
        """Return whether words are a lead-in as written, or words without stop words: `door dash`, not `my life`."""
        is_written_so = self._lengths[number - self.first] == len(run)
        return is_written_so or not any(word.surface in self._stop_words for word in run)


def _key(words: Iterable[Word]) -> str:
    """Return the surfaces of words, joined, without the joined forms of compounds."""
    surfaces: dict[int, str] = {}
    for word in words:
        surfaces.setdefault(word.position, word.surface)
    return "".join(surfaces.values())
