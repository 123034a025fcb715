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
    """Entries that hold a word of any group, in order, with their scores and which of them hold one of every group."""

    docs: Docs
    scores: Scores
    full: npt.NDArray[np.bool_]


def score_groups(postings: Postings, groups: Sequence[Sequence[int]], enough: int | None = None) -> GroupsFound:
    """Return what holds some of the words.

    Args:
        postings: of the field to look in.
        groups: for each word the numbers of the stems any of which will do.
        enough: so many entries that hold every word make those that hold only some superfluous; they are left out.
    """
    parts = [_any_of(postings, group) for group in groups]
    if len(parts) == 1:
        docs, scores = parts[0]
        return GroupsFound(docs, scores, np.ones(len(docs), dtype=bool))
    if sum(len(docs) for docs, _ in parts) > SPARSE:
        return _dense(parts, enough)
    if enough is not None:
        docs, scores = _in_all(parts)
        if len(docs) >= enough:
            return GroupsFound(docs, scores, np.ones(len(docs), dtype=bool))
    docs, scores, counts = _merged(parts)
    return GroupsFound(docs, scores, counts == len(parts))


def _dense(parts: Sequence[tuple[Docs, Scores]], enough: int | None) -> GroupsFound:
    """Add up long lists in one cell an entry."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    counts, sums = np.bincount(docs), np.bincount(docs, weights=scores)
    full = counts == len(parts)
    superfluous = enough is not None and np.count_nonzero(full) >= enough
    found = np.flatnonzero(full if superfluous else counts)
    return GroupsFound(found.astype(np.int32), sums[found].astype(np.float32), full[found])


def _in_all(parts: Sequence[tuple[Docs, Scores]]) -> tuple[Docs, Scores]:
    """Return what stands in every list, looking the shortest one up in the others."""
    (docs, scores), *others = sorted(parts, key=lambda part: len(part[0]))
    for other_docs, other_scores in others:
        if not len(docs):
            break
        places = other_docs.searchsorted(docs)
        places[places == len(other_docs)] = 0
        shared = other_docs[places] == docs
        docs, scores = docs[shared], scores[shared] + other_scores[places[shared]]
    return docs, scores


def _any_of(postings: Postings, group: Sequence[int]) -> tuple[Docs, Scores]:
    if len(group) == 1:
        return postings.of(group[0])
    if not group:
        return _NO_DOCS, _NO_SCORES
    docs, scores, _ = _merged([postings.of(stem) for stem in group])
    return docs, scores


def _merged(parts: Sequence[tuple[Docs, Scores]]) -> tuple[Docs, Scores, npt.NDArray[np.int64]]:
    """Return each entry once, its scores added up, and how many lists it stood in."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    if not len(docs):
        return _NO_DOCS, _NO_SCORES, np.empty(0, dtype=np.int64)
    order = docs.argsort(kind="stable")
    docs, scores = docs[order], scores[order]
    is_first = np.ones(len(docs) + 1, dtype=bool)  # the last one stands for the end
    np.not_equal(docs[1:], docs[:-1], out=is_first[1:-1])
    bounds = is_first.nonzero()[0]
    first = bounds[:-1]
    return docs[first], np.add.reduceat(scores, first), bounds[1:] - first


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
        docs, scores, _ = _merged([(part.docs, part.scores) for part in found])
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
        docs = _in_all([postings.of(stem) for stem in stems])[0]
        places = postings.places(stems[0], docs)
        for number, stem in enumerate(stems[1:], 1):
            places = _shared(places, postings.places(stem, docs) - number)
        docs = np.unique(places >> 32).astype(np.int32)
        scores = np.zeros(len(docs), dtype=np.float32)
        for stem in stems:
            every, each = postings.of(stem)
            scores += each[every.searchsorted(docs)]
        return Found(docs, scores)


def _shared(places: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the numbers that are in both, of two lists in order."""
    if not len(others):
        return others
    found = others.searchsorted(places)
    found[found == len(others)] = 0
    return np.asarray(places[others[found] == places])
