"""Queries answered from arrays: term-at-a-time evaluation, without looking at a document.

A query tree as Whoosh's parser makes it is evaluated bottom-up; every node gives the entries it finds, in order,
with their scores. Plain words take `score_groups`, which does the same for the one shape they have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from whoosh.query import And, Not, Or, Phrase, Query, Term

from search_app.search.columns import Columns
from search_app.search.postings import Docs, Postings, Scores

SPARSE = 20_000  # postings up to which sorting them beats adding them into one cell an entry

_NO_DOCS: Docs = np.empty(0, dtype=np.int32)
_NO_SCORES: Scores = np.empty(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Found:
    """Entries, in order, with their scores."""

    docs: Docs
    scores: Scores


NOTHING = Found(_NO_DOCS, _NO_SCORES)


@dataclass(frozen=True, slots=True)
class GroupsFound:
    """Entries that hold a word of any group, in order, with their scores and the number of groups each holds."""

    docs: Docs
    scores: Scores
    counts: npt.NDArray[np.int64]


def score_groups(postings: Postings, groups: Sequence[Sequence[int]]) -> GroupsFound:
    """Return what holds some of the words.

    Args:
        postings: of the field to look in.
        groups: for each word the numbers of the stems any of which will do.
    """
    parts = [_any_of(postings, group) for group in groups]
    if len(parts) == 1:
        docs, scores = parts[0]
        return GroupsFound(docs, scores, np.ones(len(docs), dtype=np.int64))
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    if len(docs) > SPARSE:
        every, sums = np.bincount(docs), np.bincount(docs, weights=scores)
        found = np.flatnonzero(every).astype(np.int32)
        return GroupsFound(found, sums[found].astype(np.float32), every[found])
    return GroupsFound(*_merged(docs, scores))


def _any_of(postings: Postings, group: Sequence[int]) -> tuple[Docs, Scores]:
    if len(group) == 1:
        return postings.of(group[0])
    parts = [postings.of(stem) for stem in group]
    if not parts:
        return _NO_DOCS, _NO_SCORES
    docs, scores, _ = _merged(np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts]))
    return docs, scores


def _merged(docs: Docs, scores: Scores) -> tuple[Docs, Scores, npt.NDArray[np.int64]]:
    """Return each entry once, its scores added up, and how often it stood there."""
    if not len(docs):
        return _NO_DOCS, _NO_SCORES, np.empty(0, dtype=np.int64)
    order = np.argsort(docs, kind="stable")
    docs, scores = docs[order], scores[order]
    first = np.flatnonzero(np.concatenate(([True], docs[1:] != docs[:-1])))
    counts = np.diff(np.append(first, len(docs)))
    return docs[first], np.add.reduceat(scores, first), counts


class Executor:
    """Evaluates query trees over the postings of a generation."""

    def __init__(self, fields: dict[str, Postings], columns: Columns) -> None:
        self._fields = fields
        self._columns = columns

    def evaluate(self, query: Query) -> Found:
        """Return what `query` finds. Kinds of nodes it does not know find nothing."""
        if isinstance(query, Term):
            return self._term(query.fieldname, query.text)
        if isinstance(query, Phrase):
            return self._phrase(query.fieldname, query.words)
        if isinstance(query, And):
            return self._and(list(query.subqueries))
        if isinstance(query, Or):
            return self._or(list(query.subqueries))
        if isinstance(query, Not):
            return self._without(self._everything(), query.query)
        return NOTHING

    def _term(self, field: str, text: str) -> Found:
        if field == "category":
            docs = self._columns.holding(text)
            return Found(docs, np.zeros(len(docs), dtype=np.float32))
        postings = self._fields[field]
        stem = postings.stems.find(text)
        return Found(*postings.of(stem)) if stem >= 0 else NOTHING

    def _and(self, queries: Sequence[Query]) -> Found:
        wanted = [query for query in queries if not isinstance(query, Not)]
        found = sorted((self.evaluate(query) for query in wanted), key=lambda part: len(part.docs))
        result = found[0] if found else self._everything()
        for other in found[1:]:
            docs, here, there = np.intersect1d(result.docs, other.docs, assume_unique=True, return_indices=True)
            result = Found(docs, result.scores[here] + other.scores[there])
        for query in queries:
            if isinstance(query, Not):
                result = self._without(result, query.query)
        return result

    def _or(self, queries: Sequence[Query]) -> Found:
        found = [self.evaluate(query) for query in queries]
        if not found:
            return NOTHING
        docs, scores, _ = _merged(
            np.concatenate([part.docs for part in found]), np.concatenate([part.scores for part in found])
        )
        return Found(docs, scores)

    def _without(self, found: Found, query: Query) -> Found:
        """Return what `query` does not find; not holding it counts one point, as in Whoosh."""
        kept = np.isin(found.docs, self.evaluate(query).docs, assume_unique=True, invert=True)
        return Found(found.docs[kept], found.scores[kept] + np.float32(1))

    def _everything(self) -> Found:
        count = len(self._columns)
        return Found(np.arange(count, dtype=np.int32), np.zeros(count, dtype=np.float32))

    def _phrase(self, field: str, words: Sequence[str]) -> Found:
        """Return the entries where `words` follow one another; they score what the words do, as in Whoosh."""
        if field not in self._fields:
            return NOTHING
        postings = self._fields[field]
        stems = [postings.stems.find(word) for word in words]
        if not stems or min(stems) < 0:
            return NOTHING
        rarest = min(range(len(stems)), key=lambda number: postings.frequency(stems[number]))
        places = postings.places(stems[rarest]) - rarest
        for number, stem in enumerate(stems):
            if number != rarest:
                places = places[np.isin(places, postings.places(stem) - number, assume_unique=True)]
        docs = np.unique(places >> 32).astype(np.int32)
        scores = np.zeros(len(docs), dtype=np.float32)
        for stem in stems:
            every, each = postings.of(stem)
            scores += each[np.searchsorted(every, docs)]
        return Found(docs, scores)
