"""Queries of two words, the most frequent ones: what is below the floor is dropped before it is merged and ranked.

No entry with one word alone scores more than in the list of that word, so those below the floor are known early. Turtle
and Flood, "Query evaluation: strategies and optimizations" (1995), call this max score.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from search_app.search.retrieval.scoring import Scored, WordMatches
from search_app.search.storage.arrays import DocIds, Docs, Mask, Scores

RARER_UP_TO = 5_000  # postings of the rarer of two words up to which dropping early is faster than merging both lists
ALIGNED_UP_TO = 4_000  # postings of both words that are sorted faster than those of one are searched for in the other

_HIGHEST = np.maximum.reduce  # `max` of an array without its checks


class Floor(Struct, frozen=True, gc=False):
    """The fraction of the best score below which entries with only some words are dropped; those `kept` are not."""

    fraction: float
    kept: Sequence[int] = ()


class AlignedPair(Struct, frozen=True, gc=False):
    """The postings of two words in one list, in order.

    An entry with both words is there twice: where `is_double`, with the sum of its scores, and in the next place.
    """

    docs: Docs
    scores: Scores
    is_double: Mask
    doubles: DocIds  # places

    @classmethod
    def of(cls, parts: Sequence[Scored]) -> AlignedPair:
        """Align the lists of two words."""
        (first, first_scores), (second, second_scores) = parts
        docs = np.concatenate((first, second))
        order = docs.argsort(kind="stable")
        return cls._of_sorted(docs.take(order), np.concatenate((first_scores, second_scores)).take(order))

    @classmethod
    def of_any(cls, words: Sequence[Sequence[Scored]]) -> AlignedPair:
        """Align the lists of two words, each of which is matched by several, with its best score in any of them."""
        every = [*words[0], *words[1]]
        docs = np.concatenate([part[0] for part in every])
        order = docs.argsort(kind="stable")  # of an entry, the places of the first word stay before the second's
        docs, scores = docs.take(order), np.concatenate([part[1] for part in every]).take(order)
        is_second = order >= sum([len(part[0]) for part in words[0]])
        is_first = np.empty(len(docs), dtype=bool)  # of those of an entry and a word
        is_first[:1] = True
        np.not_equal(docs[1:], docs[:-1], out=is_first[1:])
        is_first[1:] |= is_second[1:] != is_second[:-1]
        firsts = is_first.nonzero()[0]
        return cls._of_sorted(docs.take(firsts), np.maximum.reduceat(scores, firsts))

    @classmethod
    def _of_sorted(cls, docs: Docs, scores: Scores) -> AlignedPair:
        is_double = np.zeros(len(docs), dtype=bool)
        np.equal(docs[1:], docs[:-1], out=is_double[:-1])
        doubles = is_double.nonzero()[0]
        if len(doubles):
            scores[doubles] += scores.take(doubles + 1)
        return cls(docs, scores, is_double, doubles)

    def both(self) -> WordMatches:
        """Return the entries with both words."""
        return WordMatches(self.docs.take(self.doubles), self.scores.take(self.doubles))

    def above(self, floor: Floor) -> WordMatches:
        """Return the entries with both words, and those with one that reach the floor."""
        chosen = self.scores >= np.float32(floor.fraction) * _HIGHEST(self.scores)
        if floor.kept:
            chosen[_places(self.docs, floor.kept)] = True
        chosen |= self.is_double
        np.greater(chosen[1:], self.is_double[:-1], out=chosen[1:])
        found = chosen.nonzero()[0]
        dropped = len(self.docs) - len(self.doubles) - len(found)
        return WordMatches(self.docs.take(found), self.scores.take(found), self.is_double.take(found), dropped)


class SearchedPair(Struct, frozen=True, gc=False):
    """The postings of two words, and the entries with both; `places` are those of these in each list."""

    parts: Sequence[Scored]
    docs: Docs
    scores: Scores
    places: tuple[DocIds, DocIds]

    @classmethod
    def of(cls, parts: Sequence[Scored]) -> SearchedPair:
        """Search for the entries of the shorter list in the other."""
        first, second = parts
        is_shorter = len(first[0]) <= len(second[0])
        (docs, scores), (others, other_scores) = (first, second) if is_shorter else (second, first)
        places = others.searchsorted(docs)
        here = (others.take(places, mode="clip") == docs).nonzero()[0]
        there = places.take(here)
        summed = scores.take(here) + other_scores.take(there)
        return cls(parts, docs.take(here), summed, (here, there) if is_shorter else (there, here))

    def both(self) -> WordMatches:
        """Return the entries with both words."""
        return WordMatches(self.docs, self.scores)

    def above(self, floor: Floor) -> WordMatches:
        """Return the entries with both words, and those with one that reach the floor."""
        every = [scores for _, scores in self.parts] + [self.scores]
        least = np.float32(floor.fraction) * max([_HIGHEST(each) for each in every if len(each)])
        (first, first_scores), (second, second_scores) = [
            _alone(part, least, places, floor.kept) for part, places in zip(self.parts, self.places, strict=True)
        ]
        docs = np.concatenate((self.docs, first, second))
        order = docs.argsort(kind="stable")
        scores = np.concatenate((self.scores, first_scores, second_scores)).take(order)
        dropped = sum([len(each) for each, _ in self.parts]) - len(self.docs) - len(docs)
        return WordMatches(docs.take(order), scores, order < len(self.docs), dropped)


def is_pair(parts: Sequence[Scored]) -> bool:
    """Return whether these are the lists of two words of which what is below the floor is dropped early."""
    return len(parts) == 2 and 0 < min(len(parts[0][0]), len(parts[1][0])) <= RARER_UP_TO


def is_short(parts: Sequence[Scored]) -> bool:
    """Return whether these lists are sorted together faster than one is searched for in the other."""
    return sum([len(docs) for docs, _ in parts]) <= ALIGNED_UP_TO


def pair_of(parts: Sequence[Scored]) -> AlignedPair | SearchedPair:
    """Return the lists of two words as a pair."""
    return AlignedPair.of(parts) if is_short(parts) else SearchedPair.of(parts)


def _alone(part: Scored, least: np.float32, shared: DocIds, kept: Sequence[int]) -> Scored:
    """Return the entries of a list that score at least so much, and those of `kept`, without those at places shared."""
    docs, scores = part
    chosen = scores >= least
    if kept:
        chosen[_places(docs, kept)] = True
    chosen[shared] = False
    found = chosen.nonzero()[0]
    return docs.take(found), scores.take(found)


def _places(docs: Docs, wanted: Sequence[int]) -> DocIds:
    """Return the places of those wanted that are among the entries."""
    ordinals = np.array(wanted, np.int32)  # of the same kind, or all docs are converted
    places = docs.searchsorted(ordinals)
    return np.asarray(places[docs.take(places, mode="clip") == ordinals])
