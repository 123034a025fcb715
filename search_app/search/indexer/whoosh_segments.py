"""The postings of Whoosh segments as arrays. Those of deleted documents are among them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.reading import SegmentReader

from search_app.search.indexer.whoosh_internals import postings_file, stored_file


class SegmentPostings(NamedTuple):
    """Postings of one field, stem by stem; `positions` are those of all postings, one after the other."""

    stems: list[bytes]
    frequencies: npt.NDArray[np.int64]  # postings of each stem
    documents: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    counts: npt.NDArray[np.int32]  # positions of each posting
    positions: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.float64]  # of the field in each document, as Whoosh rounds them


NOTHING = SegmentPostings(
    [],
    np.empty(0, np.int64),
    np.empty(0, np.int32),
    np.empty(0, np.float32),
    np.empty(0, np.int32),
    np.empty(0, np.int32),
    np.empty(0, np.float64),
)


def read_segment(leaf: SegmentReader, name: str) -> SegmentPostings:
    """Return the postings of the field `name` of a segment."""
    lengths = stored_file(leaf).lengths(name)
    found = postings_file(leaf).field(name)
    if found is None:
        return NOTHING._replace(lengths=lengths)
    positions = np.frombuffer(found.values, np.int32)
    counts = found.sizes // positions.itemsize
    return SegmentPostings(found.terms, found.frequencies, found.documents, found.weights, counts, positions, lengths)


def read_slugs(leaf: SegmentReader) -> list[str]:
    """Return the slugs of the documents of a segment."""
    stored = stored_file(leaf)
    return [stored.stored_fields(number)["slug"] for number in range(stored.doc_count_all())]
