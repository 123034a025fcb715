"""Term-at-a-time evaluation over postings: sorted entries with their scores, merged, intersected and aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.search.index.postings import Postings
from search_app.search.storage.arrays import Counts, DocIds, Docs, Mask, Scores

SPARSE = 20_000  # postings up to which sorting them is faster than adding them into one cell an entry

NO_DOCS: Docs = np.empty(0, dtype=np.int32)
NO_SCORES: Scores = np.empty(0, dtype=np.float32)

Scored = tuple[Docs, Scores]


class WordMatches(Struct, frozen=True, gc=False):
    """Entries that match some words, in order, with their scores.

    `full` says which of them match every word; None if all do. `dropped` is the number of entries below a floor.
    """

    docs: Docs
    scores: Scores
    full: Mask | None = None
    dropped: int = 0

    def count_all_words(self) -> int:
        """Return how many entries match every word."""
        return len(self.docs) if self.full is None else int(np.count_nonzero(self.full))

    def all_words(self) -> Docs:
        """Return the entries that match every word."""
        return self.docs if self.full is None else self.docs[self.full]


def word_lists(postings: Postings, alternatives: Sequence[Sequence[int]]) -> list[Scored]:
    """Return for each word the entries that match it: those with any of the stems with these numbers."""
    return [any_of(postings, stems) for stems in alternatives]


def match_words(words: Sequence[Scored], enough: int | None = None) -> WordMatches:
    """Return the entries that match some words, given those that match each.

    enough: if at least this many entries match all words, drop partial matches.
    """
    if len(words) == 1:
        return WordMatches(*words[0])
    if sum([len(docs) for docs, _ in words]) > SPARSE:
        return _match_dense(words, enough)
    if enough is not None:
        docs, scores = intersect(words)
        if len(docs) >= enough:
            return WordMatches(docs, scores)
    docs, scores, counts = merge(words)
    return WordMatches(docs, scores, counts == len(words))


def _match_dense(parts: Sequence[Scored], enough: int | None) -> WordMatches:
    """Add up long lists in one cell an entry."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    counts, sums = np.bincount(docs), np.bincount(docs, weights=scores)
    full = counts == len(parts)
    drops_partial = enough is not None and np.count_nonzero(full) >= enough
    found = np.flatnonzero(full if drops_partial else counts)
    return WordMatches(found.astype(np.int32), sums[found].astype(np.float32), None if drops_partial else full[found])


def any_of(postings: Postings, stems: Sequence[int]) -> Scored:
    """Return the entries that contain any of the stems."""
    if len(stems) == 1:
        return postings.of(stems[0])
    if not stems:
        return NO_DOCS, NO_SCORES
    docs, scores, _ = merge([postings.of(stem) for stem in stems])
    return docs, scores


def intersect(parts: Sequence[Scored]) -> Scored:
    """Return the entries in every list, looking up those of the shortest in the others."""
    (docs, scores), *others = sorted(parts, key=_length)
    for other_docs, other_scores in others:
        if not len(docs):
            break
        if not len(other_docs):
            return NO_DOCS, NO_SCORES
        places = other_docs.searchsorted(docs)
        shared = (other_docs.take(places, mode="clip") == docs).nonzero()[0]
        docs, scores = docs.take(shared), scores.take(shared) + other_scores.take(places.take(shared))
    return docs, scores


def _length(part: Scored) -> int:
    return len(part[0])


def total(docs: Docs, scores: Scores) -> Scored:
    """Return each entry once, with the sum of its scores."""
    if len(docs) <= SPARSE:
        return merge([(docs, scores)])[:2]
    sums = np.bincount(docs, weights=scores)
    found = np.flatnonzero(np.bincount(docs))
    return found.astype(np.int32), sums[found].astype(np.float32)


def merge(parts: Sequence[Scored], combine: np.ufunc = np.add) -> tuple[Docs, Scores, Counts]:
    """Return each entry once, its scores combined, and the number of lists that contain it."""
    docs, scores = np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
    if not len(docs):
        return NO_DOCS, NO_SCORES, np.empty(0, dtype=np.int64)
    order = docs.argsort(kind="stable")
    docs, scores = docs.take(order), scores.take(order)
    is_first = np.ones(len(docs) + 1, dtype=bool)  # the last one marks the end
    np.not_equal(docs[1:], docs[:-1], out=is_first[1:-1])
    bounds = is_first.nonzero()[0]
    first = bounds[:-1]
    return docs.take(first), combine.reduceat(scores, first), bounds[1:] - first


def in_a_row(postings: Postings, stems: Sequence[int], within: Callable[[DocIds], DocIds] | None = None) -> Scored:
    """Return the entries in which these stems follow one another; they score as the single words do, as in Whoosh.

    `within` returns those of ascending positions that count; None accepts all.
    """
    if len(stems) == 1 and not within:
        return postings.of(stems[0])
    offsets = sorted(range(len(stems)), key=lambda offset: postings.stems.frequency(stems[offset]))
    places = postings.places(stems[offsets[0]]) - offsets[0]
    for offset in offsets[1:]:
        places = _followed(places, postings.places(stems[offset]), offset)
    docs = postings.holding(within(places) if within else places)
    scores = np.zeros(len(docs), dtype=np.float32)
    for stem in stems:
        every, each = postings.of(stem)
        scores += each[every.searchsorted(docs)]
    return docs, scores


def _followed(places: DocIds, others: DocIds, offset: int) -> npt.NDArray[np.int64]:
    """Return those of `places` that have one of `others` at this offset; both are sorted."""
    wanted = places + offset
    found = others.searchsorted(wanted)
    return np.asarray(places[others.take(found, mode="clip") == wanted])
