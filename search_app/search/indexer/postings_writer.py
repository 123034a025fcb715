"""Write the postings of a field, read from the Whoosh index, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from search_app.search.index.postings import K1, B, spans
from search_app.search.indexer.whoosh_segments import NOTHING, SegmentPostings, leaves, read_segment
from search_app.search.storage.arrays import DocIds, write_array
from search_app.search.storage.strings import write_sorted


def write_postings(folder: Path, reader: IndexReader, name: str, ordinals: DocIds) -> list[str]:
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
    terms: DocIds
    docs: DocIds
    weights: npt.NDArray[np.float32]
    counts: DocIds  # of positions
    positions: DocIds  # of all postings, one after the other


def _gathered(segments: Sequence[SegmentPostings], bases: Sequence[int], ordinals: DocIds) -> _Gathered:
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
        positions[spans(firsts, firsts + kept)],
    )


def _write_places(folder: Path, name: str, docs: DocIds, positions: DocIds, starts: DocIds, entries: int) -> None:
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
