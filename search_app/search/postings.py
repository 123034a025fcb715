"""A field's postings as arrays, read once from Whoosh's own when an index is built.

For each stem, in order: the entries that hold it, what it adds to their BM25 score there, and where it stands.
Scores are Whoosh's BM25F for one field, computed ahead:

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length)),  idf = log(N / (df + 1)) + 1

with tf the weighted frequency. Answering then takes slices, sums and cuts of arrays (executor.py). Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); precomputed impacts: Anh and Moffat (2006).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from search_app.search.columns import Ordinals
from search_app.search.segments import NOTHING, SegmentPostings, leaves, read_segment
from search_app.search.tables import SortedStrings, map_file, read_array, write_array, write_sorted

K1, B = 1.2, 0.75  # Whoosh's defaults

Docs = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]


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
    bases = [base for _, base in leaves(reader)] or [0]
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
    position_starts = np.cumsum(counts) - counts
    terms, docs, weights = terms[order], docs[order], weights[order]
    used = np.bincount(terms, minlength=len(stems)) > 0  # some stood in deleted documents alone
    terms = (np.cumsum(used) - 1)[terms]
    lengths = np.zeros(int(np.count_nonzero(ordinals >= 0)))
    every = np.concatenate([segment.lengths for segment in segments])
    lengths[ordinals[ordinals >= 0]] = every[ordinals >= 0]
    texts = [stems[place].decode() for place in used.nonzero()[0].tolist()]
    starts = np.searchsorted(terms, np.arange(len(texts) + 1))
    frequency = np.diff(starts)
    idf = np.log(len(lengths) / (frequency + 1)) + 1
    average = (reader.field_length(name) / (reader.doc_count_all() or 1)) or 1.0
    scores = idf[terms] * weights * (K1 + 1) / (weights + K1 * (1 - B + B * lengths[docs] / average))

    write_sorted(folder, f"{name}.stems", texts)
    starts.astype(np.int64).tofile(folder / f"{name}.starts")
    write_array(folder, f"{name}.docs", docs, np.int32)
    write_array(folder, f"{name}.scores", scores, np.float32)
    kept = counts[order]
    take = np.repeat(position_starts[order] - (np.cumsum(kept) - kept), kept)
    write_array(folder, f"{name}.positions", positions[take + np.arange(kept.sum())], np.int32)
    write_array(folder, f"{name}.position_starts", np.concatenate(([0], np.cumsum(kept))), np.int64)
    return texts


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
        self._positions = read_array(folder, f"{name}.positions")
        self._position_starts = read_array(folder, f"{name}.position_starts")

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

    def places(self, stem: int, docs: Docs) -> npt.NDArray[np.int64]:
        """Return every place of a stem in `docs`, which hold it: the entry's ordinal times 2**32 plus the position."""
        start, end = self._starts[stem], self._starts[stem + 1]
        numbers = start + self._docs[start:end].searchsorted(docs)
        firsts, ends = self._position_starts[numbers], self._position_starts[numbers + 1]
        entries = np.repeat(docs.astype(np.int64) << 32, ends - firsts)
        return np.asarray(entries + self._positions[_runs(firsts, ends)])


def _runs(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the numbers from each start up to its end, one run after the other."""
    counts = ends - starts
    last = counts.cumsum()
    return np.asarray(np.arange(last[-1] if len(last) else 0) + np.repeat(starts - last + counts, counts))
