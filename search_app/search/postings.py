"""A field's postings as arrays, read once from Whoosh's own when an index is built.

For each stem, in order: the entries that hold it, what it adds to their BM25 score there, and where it stands.
Scores are Whoosh's BM25F for one field, computed ahead:

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length)),  idf = log(N / (df + 1)) + 1

with tf the weighted frequency. Answering then takes slices, sums and cuts of arrays (executor.py). Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); precomputed impacts: Anh and Moffat (2006).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from search_app.search.columns import Ordinals
from search_app.search.segments import NOTHING, SegmentPostings, leaves, read_segment
from search_app.search.tables import SortedStrings, map_file, read_array, write_array, write_sorted

K1, B = 1.2, 0.75  # Whoosh's defaults

Docs = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]

_FIRST = np.ones(1, dtype=bool)


def write_postings(folder: Path, reader: IndexReader, name: str, ordinals: Ordinals) -> list[str]:
    """Write the postings of the field `name`.

    Args:
        folder: the generation.
        reader: Whoosh's reader of the whole index.
        name: the field.
        ordinals: for each document number the ordinal of its entry, -1 for a deleted one.

    Returns:
        The field's stems in order; a stem's place is its number.
    """
    segments = [read_segment(folder, leaf.segment(), name) for leaf, _ in leaves(reader)] or [NOTHING]
    found = _gathered(segments, [base for _, base in leaves(reader)] or [0], ordinals)
    lengths = np.zeros(int(np.count_nonzero(ordinals >= 0)))
    lengths[ordinals[ordinals >= 0]] = np.concatenate([segment.lengths for segment in segments])[ordinals >= 0]
    starts = np.searchsorted(found.terms, np.arange(len(found.stems) + 1))
    average = (reader.field_length(name) / (reader.doc_count_all() or 1)) or 1.0
    idf = np.log(len(lengths) / (np.diff(starts) + 1)) + 1
    norms = K1 * (1 - B + B * lengths[found.docs] / average)
    scores = idf[found.terms] * found.weights * (K1 + 1) / (found.weights + norms)

    write_sorted(folder, f"{name}.stems", found.stems)
    starts.astype(np.int64).tofile(folder / f"{name}.starts")
    write_array(folder, f"{name}.docs", found.docs, np.int32)
    write_array(folder, f"{name}.scores", scores, np.float32)
    place_starts = np.concatenate(([0], found.counts.cumsum()))[starts]
    _write_places(folder, name, np.repeat(found.docs, found.counts), found.positions, place_starts, len(lengths))
    return found.stems


class _Gathered(NamedTuple):
    """The postings of all segments, by stem, then entry: a number of the stem in `stems`, and so on, for each."""

    stems: list[str]
    terms: Ordinals
    docs: Ordinals
    weights: npt.NDArray[np.float32]
    counts: Ordinals  # of positions
    positions: Ordinals  # of all postings, one after the other


def _gathered(segments: Sequence[SegmentPostings], bases: Sequence[int], ordinals: Ordinals) -> _Gathered:
    """Return the postings of segments whose first documents have the numbers `bases`, without those of deleted ones."""
    stems = sorted(set().union(*(segment.stems for segment in segments)))
    number = {stem: place for place, stem in enumerate(stems)}
    terms = np.concatenate([_term_numbers(segment, number) for segment in segments])
    documents = np.concatenate([each.documents + base for each, base in zip(segments, bases, strict=True)])
    docs = ordinals[documents] if len(documents) else documents
    weights = np.concatenate([segment.weights for segment in segments])
    counts = np.concatenate([segment.counts for segment in segments])
    positions = np.concatenate([segment.positions for segment in segments])

    order = np.argsort(terms * (len(ordinals) + 1) + docs, kind="stable")  # quick, since it is in order nearly
    order = order[docs[order] >= 0]
    terms, kept = terms[order], counts[order]
    firsts = (np.cumsum(counts) - counts)[order]
    used = np.bincount(terms, minlength=len(stems)) > 0  # some stood in deleted documents alone
    return _Gathered(
        [stems[place].decode() for place in used.nonzero()[0].tolist()],
        (np.cumsum(used) - 1)[terms],
        docs[order],
        weights[order],
        kept,
        positions[_runs(firsts, firsts + kept)],
    )


def _write_places(folder: Path, name: str, docs: Ordinals, positions: Ordinals, starts: Ordinals, entries: int) -> None:
    """Write where each stem stands, in one space for all entries: each begins behind the last place of the one before.

    Args:
        folder: the generation.
        name: the field.
        docs: the entry of each place, by stem, then entry.
        positions: the position in the entry.
        starts: for each stem the number of its first place.
        entries: how many there are.
    """
    ends = np.zeros(entries, np.int64)
    np.maximum.at(ends, docs, positions.astype(np.int64) + 1)
    bases = np.concatenate(([0], (ends + 1).cumsum()))  # one place is left free between two entries
    kind = np.int32 if bases[-1] < np.iinfo(np.int32).max else np.int64
    write_array(folder, f"{name}.places", bases[docs] + positions, kind)
    write_array(folder, f"{name}.bases", bases[:-1], kind)
    starts.astype(np.int64).tofile(folder / f"{name}.place_starts")


def _term_numbers(segment: SegmentPostings, number: Mapping[bytes, int]) -> npt.NDArray[np.int64]:
    numbers = np.fromiter((number[stem] for stem in segment.stems), np.int64, len(segment.stems))
    return np.repeat(numbers, segment.frequencies)


class Postings:
    """The postings of one field. `docs` and `scores` of a stem stand side by side, docs in order."""

    def __init__(self, folder: Path, name: str) -> None:
        self.stems = SortedStrings(folder, f"{name}.stems")
        self._starts = map_file(folder / f"{name}.starts").cast("q")
        self._docs = read_array(folder, f"{name}.docs")
        self._scores = read_array(folder, f"{name}.scores")
        self._places = read_array(folder, f"{name}.places")
        self._place_starts = map_file(folder / f"{name}.place_starts").cast("q")
        self._bases = read_array(folder, f"{name}.bases")

    def frequency(self, stem: int) -> int:
        """Return how many entries hold the stem with this number."""
        return self._starts[stem + 1] - self._starts[stem]

    def of(self, stem: int) -> tuple[Docs, Scores]:
        """Return the entries that hold a stem, and what it adds to the score of each."""
        start, end = self._starts[stem], self._starts[stem + 1]
        return self._docs[start:end], self._scores[start:end]

    def of_all(self, stems: npt.NDArray[np.int32]) -> tuple[Docs, Scores]:
        """Return what `of` does for several stems, one after the other."""
        starts = np.frombuffer(self._starts, np.int64)
        places = _runs(starts[stems], starts[stems + 1])
        return self._docs[places], self._scores[places]

    def places(self, stem: int) -> Ordinals:
        """Return every place of a stem, in order; the places of an entry follow those of the entry before."""
        return np.asarray(self._places[self._place_starts[stem] : self._place_starts[stem + 1]])

    def holding(self, places: Ordinals) -> Docs:
        """Return the entries in which these places, in order, are; each once."""
        docs = (self._bases.searchsorted(places, side="right") - 1).astype(np.int32)
        return np.asarray(docs[np.concatenate((_FIRST, docs[1:] != docs[:-1]))[: len(docs)]])


def _runs(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the numbers from each start up to its end, one run after the other."""
    counts = ends - starts
    last = counts.cumsum()
    return np.asarray(np.arange(last[-1] if len(last) else 0) + np.repeat(starts - last + counts, counts))
