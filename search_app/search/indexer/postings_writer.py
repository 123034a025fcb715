"""Write the postings of each field as arrays (postings.py), read from the segments of the Whoosh index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.index import open_dir
from whoosh.reading import IndexReader

from search_app.search.index.fields import FIELDS
from search_app.search.index.postings import K1, B
from search_app.search.indexer.whoosh_internals import leaves
from search_app.search.indexer.whoosh_segments import NOTHING, SegmentPostings, read_segment
from search_app.search.storage.arrays import DocIds, offsets, ranges, write_array, write_offsets
from search_app.search.storage.strings import write_hashed_strings


def write_postings(folder: Path, ordinals: DocIds) -> dict[str, dict[str, int]]:
    """Write the postings of all fields, and return the numbers of each field's stems.

    Args:
        folder: the generation, with a committed Whoosh index.
        ordinals: the ordinal of the entry of each document in that index, or -1 for a deleted one.
    """
    with open_dir(str(folder), readonly=True).reader() as reader:
        return {name: _write_field(folder, reader, name, ordinals) for name in FIELDS}


def _write_field(folder: Path, reader: IndexReader, name: str, ordinals: DocIds) -> dict[str, int]:
    """Write the postings of a field, and return the numbers of its stems."""
    found, lengths = _read_field(reader, name, ordinals)
    average = (reader.field_length(name) / (reader.doc_count_all() or 1)) or 1.0
    starts = np.searchsorted(found.terms, np.arange(len(found.stems) + 1))

    write_hashed_strings(folder, f"{name}.stems", found.stems)
    write_offsets(folder / f"{name}.starts", starts)
    write_array(folder, f"{name}.docs", found.docs, np.int32)
    write_array(folder, f"{name}.scores", _scores(found, np.diff(starts), lengths, average), np.float32)
    write_offsets(folder / f"{name}.place_starts", offsets(found.counts)[starts])
    _write_places(folder, name, np.repeat(found.docs, found.counts), found.positions, len(lengths))
    return {stem: number for number, stem in enumerate(found.stems)}


def _read_field(reader: IndexReader, name: str, ordinals: DocIds) -> tuple[_Postings, npt.NDArray[np.float64]]:
    """Return the postings of a field, and its length in each entry."""
    segments = [read_segment(leaf, name) for leaf, _ in leaves(reader)] or [NOTHING]
    alive = ordinals >= 0
    lengths = np.zeros(int(np.count_nonzero(alive)))
    lengths[ordinals[alive]] = np.concatenate([segment.lengths for segment in segments])[alive]
    return _merged(segments, [base for _, base in leaves(reader)] or [0], ordinals.astype(np.int32)), lengths


class _Postings(NamedTuple):
    """The postings of all segments, sorted by stem, then entry; each with the place of its stem in `stems`."""

    stems: list[str]
    terms: DocIds
    docs: DocIds
    weights: npt.NDArray[np.float32]
    counts: DocIds  # positions of each posting
    positions: DocIds  # of all postings, one after the other


def _scores(found: _Postings, frequencies: DocIds, lengths: npt.NDArray[np.float64], average: float) -> DocIds:
    """Return the BM25 score of each posting, by the formula of postings.py."""
    idf = np.log(len(lengths) / (frequencies + 1)) + 1
    norms = K1 * (1 - B + B * lengths[found.docs] / average)
    return np.asarray(idf[found.terms] * found.weights * (K1 + 1) / (found.weights + norms))


def _merged(segments: Sequence[SegmentPostings], bases: Sequence[int], ordinals: DocIds) -> _Postings:
    """Return the postings of segments whose first documents have the numbers `bases`, without deleted documents."""
    stems = sorted(set().union(*(segment.stems for segment in segments)))
    number = {stem: place for place, stem in enumerate(stems)}
    terms = np.concatenate([_term_numbers(segment, number) for segment in segments])
    documents = np.concatenate([each.documents + base for each, base in zip(segments, bases, strict=True)])
    docs = ordinals[documents] if len(documents) else documents
    del documents
    weights = np.concatenate([segment.weights for segment in segments])
    counts = np.concatenate([segment.counts for segment in segments])
    positions = np.concatenate([segment.positions for segment in segments])

    keys = terms.astype(np.int64) * (len(ordinals) + 1) + docs
    order = keys.argsort(kind="stable")  # fast on input that is almost sorted
    order = order[docs[order] >= 0]
    terms, kept = terms[order], counts[order]
    firsts = offsets(counts)[:-1][order]
    used = np.bincount(terms, minlength=len(stems)) > 0  # some stems are in deleted documents only
    return _Postings(
        [stems[place].decode() for place in used.nonzero()[0].tolist()],
        (np.cumsum(used, dtype=np.int32) - np.int32(1))[terms],
        docs[order],
        weights[order],
        kept,
        positions[ranges(firsts, firsts + kept)],
    )


def _write_places(folder: Path, name: str, docs: DocIds, positions: DocIds, entries: int) -> None:
    """Write all positions in one number space, in which each entry begins after the last position of the one before.

    Args:
        folder: the generation.
        name: the field.
        docs: the entry of each position, by stem, then entry.
        positions: the position in the entry.
        entries: the number of entries.
    """
    ends = np.zeros(entries, np.int64)
    np.maximum.at(ends, docs, positions.astype(np.int64) + 1)
    bases = offsets(ends + 1)  # with a gap of one between entries, which no phrase crosses
    kind = np.int32 if bases[-1] < np.iinfo(np.int32).max else np.int64
    write_array(folder, f"{name}.places", bases[docs] + positions, kind)
    write_array(folder, f"{name}.bases", bases[:-1], kind)


def _term_numbers(segment: SegmentPostings, number: Mapping[bytes, int]) -> npt.NDArray[np.int32]:
    numbers = np.fromiter((number[stem] for stem in segment.stems), np.int32, len(segment.stems))
    return np.repeat(numbers, segment.frequencies)
