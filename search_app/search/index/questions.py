"""Questions: the ways people ask for an entry (`asked_as`), found by their beginning and by words in any place.

Questions are numbered from the shortest to the longest, so the first of several is the one with the fewest other words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from search_app.glossary.naming import name_key
from search_app.language.language import Language
from search_app.search.index.name_writer import write_lookup
from search_app.search.index.names import Accept, Name, NameKind, content_key
from search_app.search.index.phrasings import Phrasing
from search_app.search.storage.arrays import DocIds, read_array, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import StringArray, TermDictionary


def write_questions(folder: Path, phrasings: Iterable[Phrasing], language: Language) -> None:
    """Write an index of those of the `phrasings`, in the order of their numbers, that are questions in a language."""
    asked = [(number, each) for number, each in enumerate(phrasings) if each.kind == NameKind.ASKED]
    asked.sort(key=lambda pair: len(pair[1].text))  # stable
    write_array(folder, "questions", [number for number, _ in asked], np.int32)
    texts = ((name_key(each.text), question) for question, (_, each) in enumerate(asked))
    write_lookup(folder, "questions.texts", texts)
    keys = [content_key(each.text, language) for _, each in asked]
    stems = ((stem, question) for question, key in enumerate(keys) for stem in dict.fromkeys(key.split()))
    write_lookup(folder, "questions.stems", stems)


class QuestionIndex:
    """The questions of a generation. Methods return numbers of questions, ascending."""

    def __init__(self, folder: Path) -> None:
        self._phrasings = StringArray(folder, "phrasings")
        self._phrasing_entries = read_array(folder, "phrasings.entries")
        self._numbers = read_array(folder, "questions")
        self._texts = TermDictionary(folder, "questions.texts")
        self._of_text = RaggedArray(folder, "questions.texts.names")
        self._stems = TermDictionary(folder, "questions.stems")
        self._of_stem = RaggedArray(folder, "questions.stems.names")

    def __len__(self) -> int:
        return len(self._numbers)

    def beginning(self, key: str) -> DocIds:
        """Return the questions whose `name_key` begins with `key`."""
        return np.unique(_listed(self._of_text, self._texts.beginning(key)))

    def containing(self, stems: Sequence[str]) -> DocIds:
        """Return the questions that contain all of these stems of content words; none if there are none."""
        found = [self._of_stem[number] if (number := self._stems.find(stem)) >= 0 else _NONE for stem in stems]
        return _in_all(found)

    def containing_begun(self, stems: Sequence[str], beginning: str, others: Iterable[str]) -> DocIds:
        """Return the questions that contain all `stems`, and a stem that begins with `beginning` or is of `others`."""
        numbers = [number for stem in others if (number := self._stems.find(stem)) >= 0]
        begun = [_listed(self._of_stem, self._stems.beginning(beginning)), *map(self._of_stem.__getitem__, numbers)]
        last = np.unique(np.concatenate(begun))
        return _in_all([self.containing(stems), last]) if stems else last

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
