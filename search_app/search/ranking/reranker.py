"""A second look at the best results of a description: what adding up stems does not see.

The first stage adds up BM25 of stems over whole entries. The best of what it finds are looked at again, word by word:

- a word that stands there exactly as it was typed counts more than another form of its stem,
- little words, which the first stage leaves out, tell among equals: `to be shaken` from `shaken`,
- a name made with a word of the query tells too: `milkman` from `sells milk`, `sorter` from `one who sorts`,
- a word may be met by another name of what it names: `custodian` by `guardian`,
- words in one sentence belong together more than words far apart (Callan, "Passage-level evidence", 1994),
- the query's words, little ones too, are at home in some categories more than in others (topics.py),
- a name of several words that stands in the query is likely meant: `charity care` in `charity care program`.

Two stages are the usual way to afford such evidence (Matveeva et al., "High accuracy retrieval with multiple nested
ranker", 2006).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from search_app.language.english import ENGLISH
from search_app.search.index.documents import TokenBatch, is_any
from search_app.search.index.postings import K1, B
from search_app.search.index.reader import IndexReader
from search_app.search.query.plain import PlainQuery
from search_app.search.storage.arrays import distinct

RERANKED = 50  # results
EXACT = 0.5  # weight of a word as it was typed, beside 1 for its stem
SENTENCE = 0.5  # weight of the best sentence
NAMED = 0.5  # weight of the words of a name that stands in the query
LONGEST_NAME = 5  # words
MADE_WITH = 4  # letters of a word that others are made with
MADE = 1.0  # weight of such a word
OTHER_NAME = 0.8  # weight of a word that is met by another name
SENSES = 20  # entries that a word may name; one of more is met by no other name

Bonus = npt.NDArray[np.float64]


class Reranker:
    """Looks into the entries of a generation."""

    def __init__(self, files: IndexReader) -> None:
        self._cards = files.cards
        self._names = files.names
        self._lexicon = files.lexicon
        self._postings = files.postings
        self._topics = files.topics
        self._columns = files.columns
        self._entries = len(files.entries)

    def boosts(self, query: PlainQuery, groups: Sequence[Sequence[int]], ordinals: Sequence[int]) -> Bonus:
        """Return what to add to the scores of the entries; `groups` holds for each word the stems that will do."""
        texts = self._cards.texts(ordinals)
        weights = [self._telling(min(map(self._postings.frequency, group), default=0)) for group in groups]
        of_words = self._exact(query, texts) + self._in_one_sentence(groups, weights, texts)
        of_names = self._named(query, ordinals) + self._made_with(query, ordinals)
        of_names += self._by_other_names(query, groups, weights, texts)
        return of_words + of_names + self._at_home(query, ordinals)

    def _exact(self, query: PlainQuery, texts: TokenBatch) -> Bonus:
        length = K1 * (1 - B + B * texts.lengths / texts.average_length)
        total = np.zeros(len(texts.lengths))
        for surface in {word.surface for word in query.words}:
            number = self._lexicon.find(surface)
            if number >= 0:
                found = np.bincount(texts.owners[texts.words == number], minlength=len(total))
                total += self._weight(surface, number) * found * (K1 + 1) / (found + length)
        return total

    def _made_with(self, query: PlainQuery, ordinals: Sequence[int]) -> Bonus:
        """Return for each entry what those words weigh with which a name of one word is made."""
        find = self._postings.stems.find
        parts = {(word.stem, word.surface): find(word.stem) for word in query.content if len(word.stem) >= MADE_WITH}
        known = [(number, part) for part, number in parts.items() if number >= 0]
        if not known:
            return np.zeros(len(ordinals))
        owners, stems, words = self._cards.names_of_one_word(ordinals)
        made = self._lexicon.made_with(words, [part for _, part in known])
        made &= stems != np.asarray([[number] for number, _ in known])
        weights = [MADE * self._telling(self._postings.frequency(number)) for number, _ in known]
        rows, places = made.nonzero()
        once = distinct(rows * len(ordinals) + owners[places])  # each word once an entry
        rows, found = np.divmod(once, len(ordinals))
        return np.asarray(np.bincount(found, np.asarray(weights)[rows], len(ordinals)), np.float64)

    def _by_other_names(
        self, query: PlainQuery, groups: Sequence[Sequence[int]], weights: Sequence[float], texts: TokenBatch
    ) -> Bonus:
        """Return for each entry what the words weigh that it does not hold, but another name of what they name."""
        total = np.zeros(len(texts.lengths))
        surfaces = {word.stem: word.surface for word in reversed(query.content)}
        for stem, group, weight in zip(query.stems, groups, weights, strict=True):
            surface = surfaces[stem]
            named = {name.ordinal for name in self._names.lookup(surface) or self._names.lookup_stemmed(surface)}
            if 0 < len(named) <= SENSES:
                _, others, _ = self._cards.names_of_one_word(sorted(named))
                met = np.zeros(len(total), dtype=bool)
                met[texts.owners[is_any(texts.stems, set(others.tolist()))]] = True
                met[texts.owners[is_any(texts.stems, group)]] = False
                total += OTHER_NAME * weight * met
        return total

    def _at_home(self, query: PlainQuery, ordinals: Sequence[int]) -> Bonus:
        """Return for each entry what the words tell for its category, beside the unlikeliest one."""
        numbers = {self._lexicon.find(word.surface) for word in query.words} - {-1}
        evidence = self._topics.log_likelihood(numbers)[self._columns.primary(np.asarray(ordinals))]
        return np.asarray(evidence - evidence.min())

    def _named(self, query: PlainQuery, ordinals: Sequence[int]) -> Bonus:
        """Return for each entry what the words of its longest name in the query weigh."""
        found: dict[int, float] = {}
        surfaces = [word.surface for word in query.words]
        for length in range(2, min(LONGEST_NAME, len(surfaces)) + 1):
            for start in range(len(surfaces) - length + 1):
                run = surfaces[start : start + length]
                for name in self._names.lookup(" ".join(run)):
                    found[name.ordinal] = NAMED * sum(map(self._rarity, run))
        return np.asarray([found.get(ordinal, 0.0) for ordinal in ordinals])

    def _rarity(self, surface: str) -> float:
        number = self._lexicon.find(surface)
        return 0.0 if number < 0 or surface in ENGLISH.stop_words else self._telling(self._lexicon.frequency(number))

    def _weight(self, surface: str, number: int) -> float:
        """Return how telling a word is; a little word as much as it is rarer than every other entry's."""
        frequency = self._lexicon.frequency(number)
        if surface in ENGLISH.stop_words:
            return max(0.0, math.log((self._entries - frequency + 0.5) / (frequency + 0.5)))
        return EXACT * self._telling(frequency)

    def _telling(self, frequency: int) -> float:
        return math.log(self._entries / (frequency + 1)) + 1

    def _in_one_sentence(self, groups: Sequence[Sequence[int]], weights: Sequence[float], texts: TokenBatch) -> Bonus:
        """Return for each entry what the words in its best sentence weigh, times their share of all."""
        places, numbers = _places(texts.stems, groups)
        sentences = (texts.owners[places] << 32) | texts.sentences[places]
        pairs = np.unique(sentences * len(groups) + numbers)  # each word once a sentence
        best = np.zeros(len(texts.lengths))
        if len(pairs):
            sentences, numbers = pairs // len(groups), pairs % len(groups)
            firsts = np.flatnonzero(np.concatenate(([True], sentences[1:] != sentences[:-1])))
            np.maximum.at(best, sentences[firsts] >> 32, np.add.reduceat(np.asarray(weights)[numbers], firsts))
        return np.asarray(SENTENCE * best * best / sum(weights))


def _places(stems: npt.NDArray[Any], groups: Sequence[Sequence[int]]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Return where the words of any group stand, and the number of the group."""
    found = [np.flatnonzero(stems == stem) for group in groups for stem in group]
    numbers = [number for number, group in enumerate(groups) for _ in group]
    lengths = [len(each) for each in found]
    return np.concatenate([*found, np.empty(0, np.int64)]), np.repeat(np.asarray(numbers, np.int64), lengths)
