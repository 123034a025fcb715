"""Questions: the ways people ask for an entry (`asked_as`), found by their beginning and by words in any place.

Questions are numbered from the shortest to the longest, so the first of several is the one with the fewest other words.
As vectors of their stems, each weighted by its IDF, they are compared with a query by the cosine (Salton, Wong and
Yang, "A vector space model for automatic indexing", 1975).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.naming import name_key
from search_app.language.language import Language
from search_app.search.index.name_writer import write_lookup
from search_app.search.index.names import Accept, Name, NameKind, content_key
from search_app.search.index.phrasings import Phrasing
from search_app.search.storage.arrays import DocIds, read_array, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import StringArray, TermDictionary

NORM = 2  # of the cosines of an entry's questions: one that is much alike counts more than several that are a little


def write_questions(folder: Path, phrasings: Iterable[Phrasing], language: Language) -> None:
    """Write an index of those of the `phrasings`, in the order of their numbers, that are questions in a language."""
    asked = [(number, each) for number, each in enumerate(phrasings) if each.kind == NameKind.ASKED]
    asked.sort(key=lambda pair: len(pair[1].text))  # stable
    write_array(folder, "questions", [number for number, _ in asked], np.int32)
    texts = ((name_key(each.text), question) for question, (_, each) in enumerate(asked))
    write_lookup(folder, "questions.texts", texts)
    stems = [dict.fromkeys(content_key(each.text, language).split()) for _, each in asked]
    write_lookup(folder, "questions.stems", ((stem, question) for question, each in enumerate(stems) for stem in each))
    frequencies = Counter(chain.from_iterable(stems))
    weights = {stem: _idf(len(stems), frequency) for stem, frequency in frequencies.items()}
    write_array(folder, "questions.lengths", [_length([weights[stem] for stem in each]) for each in stems], np.float32)


class QuestionIndex:
    """The questions of a generation. Those that are found are given by their numbers, ascending."""

    def __init__(self, folder: Path) -> None:
        self._phrasings = StringArray(folder, "phrasings")
        self._phrasing_entries = read_array(folder, "phrasings.entries")
        self._numbers = read_array(folder, "questions")
        self._texts = TermDictionary(folder, "questions.texts")
        self._of_text = RaggedArray(folder, "questions.texts.names")
        self._stems = TermDictionary(folder, "questions.stems")
        self._of_stem = RaggedArray(folder, "questions.stems.names")
        self._lengths = read_array(folder, "questions.lengths")

    def __len__(self) -> int:
        return len(self._numbers)

    def beginning(self, key: str) -> DocIds:
        """Return the questions whose `name_key` begins with `key`."""
        return np.unique(_listed(self._of_text, self._texts.beginning(key)))

    def containing(self, stems: Sequence[str]) -> DocIds:
        """Return the questions that contain all of these stems of content words; none if there are none."""
        return _in_all(self._containing_each(stems))

    def containing_begun(self, stems: Sequence[str], beginning: str, others: Iterable[str]) -> DocIds:
        """Return the questions that contain all `stems`, and a stem that begins with `beginning` or is of `others`."""
        numbers = [number for stem in others if (number := self._stems.find(stem)) >= 0]
        begun = [_listed(self._of_stem, self._stems.beginning(beginning)), *map(self._of_stem.__getitem__, numbers)]
        last = np.unique(np.concatenate(begun))
        return _in_all([self.containing(stems), last]) if stems else last

    def similarities(self, stems: Collection[str], ordinals: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return how similar the questions of each entry are to a query with these distinct stems of content words.

        0: none has a stem of them. 1: one has the same stems. More: several are similar.
        """
        found = self._containing_each(stems)
        counts = [len(each) for each in found]
        if not any(counts):
            return np.zeros(len(ordinals))
        weights = [_idf(len(self), count) for count in counts]
        products = np.bincount(np.concatenate(found), np.repeat(np.square(weights), counts))
        questions = products.nonzero()[0]
        cosines = products[questions] / (self._lengths[questions] * _length(weights))
        owners = self._phrasing_entries[self._numbers[questions]]
        sums = np.bincount(owners, cosines**NORM, max(ordinals) + 1)
        return np.asarray(sums[np.asarray(ordinals)] ** (1 / NORM))

    def _containing_each(self, stems: Iterable[str]) -> list[DocIds]:
        """Return for each stem the questions that contain it."""
        return [self._of_stem[number] if (number := self._stems.find(stem)) >= 0 else _NONE for stem in stems]

    def accepted(self, questions: DocIds, accept: Accept | None) -> DocIds:
        """Return the questions whose entries `accept` accepts; None accepts all."""
        if not accept or not len(questions):
            return questions
        return np.asarray(questions[accept(self._phrasing_entries[self._numbers[questions]])])

    def names(self, questions: DocIds) -> list[Name]:
        """Return questions as names of their entries."""
        numbers = self._numbers[questions]
        owners = self._phrasing_entries[numbers].tolist()
        pairs = zip(owners, numbers.tolist(), strict=True)
        return [Name(ordinal, NameKind.ASKED, number, self._phrasings) for ordinal, number in pairs]


_NONE = np.empty(0, np.int32)


def _idf(questions: int, frequency: int) -> float:
    """Return the weight of a stem that `frequency` of the questions contain."""
    return math.log((questions + 1) / (frequency + 0.5))


def _length(weights: Sequence[float]) -> float:
    """Return the length of a vector."""
    return math.hypot(*weights)


def _listed(lists: RaggedArray, numbers: range) -> DocIds:
    """Return the values of consecutive lists."""
    if not numbers:
        return _NONE
    return lists.values[lists.place(numbers[0]).start : lists.place(numbers[-1]).stop]


def _in_all(found: Sequence[DocIds]) -> DocIds:
    """Return the numbers that all of these sorted arrays contain."""
    shortest, *others = sorted(found, key=len) or [_NONE]
    for each in others:
        shortest = np.intersect1d(shortest, each, assume_unique=True)
    return shortest
