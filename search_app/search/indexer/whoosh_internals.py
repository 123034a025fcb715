"""The parts of Whoosh that it does not document, in one place: segments written by several processes, and blocks.

They may change with any release, so pyproject.toml pins Whoosh to `VERSION` and a contract test checks each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.formats import Positions
from whoosh.index import FileIndex
from whoosh.matching import FilterMatcher
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

VERSION = "3.54.0"
MEMORY = 256  # MB a writer may use before it spills to disk

_POSITIONS = Positions()


def segment_writer(index: FileIndex) -> SegmentWriter:
    """Return a writer of one new segment: without the index's lock, as in Whoosh's MpWriter, and never committed."""
    return SegmentWriter(index, _lk=False, limitmb=MEMORY)


def finish_segment(writer: SegmentWriter) -> Segment:
    """Write the segment to disk and return it; a commit of the index has to add it."""
    return writer._finalize_segment()


def segment_reader(writer: SegmentWriter, segment: Segment) -> SegmentReader:
    """Return a reader of a segment that has not been committed."""
    return SegmentReader(writer.storage, writer.schema, segment)


def leaves(reader: IndexReader) -> list[tuple[SegmentReader, int]]:
    """Return the readers of an index's segments, each with the number of its first document."""
    return [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.segment()]  # an empty index has none


def blocks(matcher: Any) -> Iterator[tuple[Sequence[int], Sequence[float], Sequence[bytes]]]:
    """Yield the ids, weights and values of a matcher block by block, much faster than one posting at a time.

    Postings of deleted documents are included: with deletions Whoosh wraps the block matcher in a filter, which is
    unwrapped here. Short lists are stored inline and have no blocks.
    """
    if isinstance(matcher, FilterMatcher):
        matcher = matcher.child
    if not isinstance(matcher, W3LeafMatcher):
        while matcher.is_active():
            yield (matcher.id(),), (matcher.weight(),), (matcher.value(),)
            matcher.next()
        return
    while matcher.is_active():
        matcher.id(), matcher.weight(), matcher.value()  # each decodes its part of the block
        yield matcher._ids, matcher._weights, matcher._values
        matcher._next_block()


def encode_positions(positions: Sequence[int]) -> bytes:
    """Return positions as a posting stores them."""
    return bytes(_POSITIONS.encode(positions))


def decode_positions(value: bytes) -> list[int]:
    """Return the positions that a posting stores."""
    positions: list[int] = _POSITIONS.decode_positions(value)
    return positions
