"""Queries answered from arrays: term-at-a-time evaluation, without looking at a document.

A query tree as Whoosh's parser makes it is evaluated bottom-up; every node gives the entries it finds, in order,
with their scores. Plain words take `score_groups`, which does the same for the one shape they have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.query import And, Not, Or, Phrase, Query, Term

from search_app.search.index.doc_values import DocValues
from search_app.search.index.postings import Postings
from search_app.search.query.syntax_tree import Beginning
from search_app.search.retrieval.text_index import Found, Matches
from search_app.search.storage.arrays import DocIds, Docs, Scores

EXPANSION_WEIGHT = 0.5  # what a word counts that stands for the one looked for
SPARSE = 20_000  # postings up to which sorting them beats adding them into one cell an entry

_NO_DOCS: Docs = np.empty(0, dtype=np.int32)
_NO_SCORES: Scores = np.empty(0, dtype=np.float32)


NOTHING = Found(_NO_DOCS, _NO_SCORES)


def match(postings: Postings, groups: Sequence[Sequence[int]], enough: int | None = None) -> Matches:
    """Return what holds some of the words.

    Args:
        postings: of the field to look in.
        groups: for each word the numbers of the stems any of which will do.
        enough: so many entries that hold every word make those that hold only some superfluous; they are left out.
    """
    parts = [_any_of(postings, group) for group in groups]
    if len(parts) == 1:
        return Matches(*parts[0])
    if sum([len(docs) for docs, _ in parts]) > SPARSE:
        return _dense(parts, enough)
    if enough is not None:
        docs, scores = _in_all(parts)
        if len(docs) >= enough:
            return Matches(docs, scores)
    docs, scores, counts = _merged(parts)
    return Matches(docs, scores, counts == len(parts))


def match_expanded(
    postings: Postings, groups: Sequence[Sequence[int]], substitutes: Sequence[tuple[Sequence[int], Sequence[int]]]
) -> Matches:
    """Return what holds some of the words or what stands for them, `full` where that is so for every word.

    Args:
        postings: of the field to look in.
        groups: for each word the numbers of the stems any of which will do.
        substitutes: each the places of words in `groups`, and the stems that stand for these, one after the other.
    """
    lists = [[_any_of(postings, group)] for group in groups]
    for covers, stems in substitutes:
        docs, scores = _in_a_row(postings, stems)
        for place in covers:
            lists[place].append((docs, scores * np.float32(EXPANSION_WEIGHT / len(covers))))
    parts = [each[0] if len(each) == 1 else _merged(each, np.maximum)[:2] for each in lists]
    docs, scores, counts = _merged(parts)
    return Matches(docs, scores, counts == len(parts))


def _dense(parts: Sequence[tuple[Docs, Scores]], enough: int | None) -> Matches:
    """Add up long lists in one cell an entry."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    counts, sums = np.bincount(docs), np.bincount(docs, weights=scores)
    full = counts == len(parts)
    superfluous = enough is not None and np.count_nonzero(full) >= enough
    found = np.flatnonzero(full if superfluous else counts)
    return Matches(found.astype(np.int32), sums[found].astype(np.float32), None if superfluous else full[found])


def _in_all(parts: Sequence[tuple[Docs, Scores]]) -> tuple[Docs, Scores]:
    """Return what stands in every list, looking the shortest one up in the others."""
    (docs, scores), *others = sorted(parts, key=lambda part: len(part[0]))
    for other_docs, other_scores in others:
        if not len(docs):
            break
        if not len(other_docs):
            return _NO_DOCS, _NO_SCORES
        places = other_docs.searchsorted(docs)
        shared = (other_docs.take(places, mode="clip") == docs).nonzero()[0]
        docs, scores = docs.take(shared), scores.take(shared) + other_scores.take(places.take(shared))
    return docs, scores


def _any_of(postings: Postings, group: Sequence[int]) -> tuple[Docs, Scores]:
    if len(group) == 1:
        return postings.of(group[0])
    if not group:
        return _NO_DOCS, _NO_SCORES
    docs, scores, _ = _merged([postings.of(stem) for stem in group])
    return docs, scores


def _summed(docs: Docs, scores: Scores) -> tuple[Docs, Scores]:
    """Return each entry once, its scores added up."""
    if len(docs) <= SPARSE:
        return _merged([(docs, scores)])[:2]
    sums = np.bincount(docs, weights=scores)
    found = np.flatnonzero(np.bincount(docs))
    return found.astype(np.int32), sums[found].astype(np.float32)


def _merged(
    parts: Sequence[tuple[Docs, Scores]], together: np.ufunc = np.add
) -> tuple[Docs, Scores, npt.NDArray[np.int64]]:
    """Return each entry once, its scores added up or put `together` otherwise, and how many lists it stood in."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    if not len(docs):
        return _NO_DOCS, _NO_SCORES, np.empty(0, dtype=np.int64)
    order = docs.argsort(kind="stable")
    docs, scores = docs.take(order), scores.take(order)
    is_first = np.ones(len(docs) + 1, dtype=bool)  # the last one stands for the end
    np.not_equal(docs[1:], docs[:-1], out=is_first[1:-1])
    bounds = is_first.nonzero()[0]
    first = bounds[:-1]
    return docs.take(first), together.reduceat(scores, first), bounds[1:] - first


class EmbeddedTextIndex:
    """Evaluates query trees over the postings of a generation."""

    def __init__(self, fields: dict[str, Postings], columns: DocValues) -> None:
        self._fields = fields
        self._columns = columns
        self._kinds: dict[type[Query], Callable[[Any], Found]] = {
            Term: self._term, Beginning: self._beginning, Phrase: self._phrase, And: self._and, Or: self._or,
            Not: lambda query: self._without(self._everything(), query.query),
        }  # fmt: skip

    def evaluate(self, query: Query) -> Found:
        """Return what `query` finds. Kinds of nodes it does not know find nothing."""
        find = self._kinds.get(type(query))
        return find(query) if find else NOTHING

    def sought(self, query: Query) -> dict[int, int]:
        """Return the stems that `query` looks for, in whatever field, by their numbers in `entry`.

        For each it says which of the words of `query` it stands for, as bits.
        """
        found: dict[int, int] = {}
        every = (stems for leaf in _wanted(query) for stems in self._numbers(leaf))
        for place, stems in enumerate(every):
            for stem in stems:
                found[stem] = found.get(stem, 0) | 1 << place
        return found

    def _numbers(self, leaf: Query) -> Iterator[list[int]]:
        """Yield for each word of a leaf the numbers in `entry` of the stems that it finds."""
        if isinstance(leaf, Beginning):
            yield leaf.lexicon.stems_beginning(leaf.text, "entry").tolist()
        elif leaf.field() != "category":
            for _, text in leaf.iter_all_terms():
                number = self._fields["entry"].stems.find(text)
                yield [number] if number >= 0 else []

    def _term(self, query: Term) -> Found:
        if query.fieldname == "category":
            docs = self._columns.holding(query.text)
            return Found(docs, np.zeros(len(docs), dtype=np.float32))
        postings = self._fields[query.fieldname]
        stem = postings.stems.find(query.text)
        return Found(*postings.of(stem)) if stem >= 0 else NOTHING

    def _beginning(self, query: Beginning) -> Found:
        stems = query.lexicon.stems_beginning(query.text, query.fieldname)
        return Found(*_summed(*self._fields[query.fieldname].of_all(stems)))

    def _and(self, query: And) -> Found:
        wanted = [part for part in query.subqueries if not isinstance(part, Not)]
        found = [self.evaluate(part) for part in wanted]
        result = Found(*_in_all([(each.docs, each.scores) for each in found])) if found else self._everything()
        for part in query.subqueries:
            if isinstance(part, Not):
                result = self._without(result, part.query)
        return result

    def _or(self, query: Or) -> Found:
        found = [self.evaluate(part) for part in query.subqueries]
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

    def _phrase(self, query: Phrase) -> Found:
        """Return the entries where words follow one another; they score what the words do, as in Whoosh."""
        if query.fieldname not in self._fields:
            return NOTHING
        postings = self._fields[query.fieldname]
        stems = [postings.stems.find(word) for word in query.words]
        if not stems or min(stems) < 0:
            return NOTHING
        return Found(*_in_a_row(postings, stems))


def _wanted(query: Query) -> Iterator[Query]:
    """Yield the leaves of a query but those that it excludes."""
    if query.is_leaf():
        yield query
    elif not isinstance(query, Not):
        for part in query.children():
            yield from _wanted(part)


def _in_a_row(postings: Postings, stems: Sequence[int]) -> tuple[Docs, Scores]:
    """Return the entries where these stems follow one another, with the scores that the words have."""
    if len(stems) == 1:
        return postings.of(stems[0])
    offsets = sorted(range(len(stems)), key=lambda offset: postings.frequency(stems[offset]))
    places = postings.places(stems[offsets[0]]) - offsets[0]
    for offset in offsets[1:]:
        places = _shared(places, postings.places(stems[offset]), offset)
    docs = postings.holding(places)
    scores = np.zeros(len(docs), dtype=np.float32)
    for stem in stems:
        every, each = postings.of(stem)
        scores += each[every.searchsorted(docs)]
    return docs, scores


def _shared(places: DocIds, others: DocIds, offset: int) -> DocIds:
    """Return the places that have one of `others` so many places behind them; both are in order."""
    wanted = places + offset
    found = others.searchsorted(wanted)
    return np.asarray(places[others.take(found, mode="clip") == wanted])
