"""The parts of Whoosh that it does not document, in one place: segments written by several processes and read whole.

They may change with any release, so pyproject.toml pins Whoosh to `VERSION` and a contract test checks each of them.
"""

from __future__ import annotations

from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

from search_app.search.indexer.field_postings import PostingsPool
from search_app.search.indexer.whoosh_codec import ArrayCodec, PostingsFileReader, StoredFieldsReader

VERSION = "3.54.0"


def segment_writer(index: FileIndex) -> SegmentWriter:
    """Return a writer of one new segment: without the index's lock, as in Whoosh's MpWriter, and never committed."""
    writer = SegmentWriter(index, _lk=False, codec=ArrayCodec())
    writer.pool = PostingsPool()
    return writer


def finish_segment(writer: SegmentWriter) -> Segment:
    """Write the segment to disk and return it; a commit of the index has to add it."""
    return writer._finalize_segment()


def segment_reader(writer: SegmentWriter, segment: Segment) -> SegmentReader:
    """Return a reader of a segment that has not been committed."""
    return SegmentReader(writer.storage, writer.schema, segment)


def leaves(reader: IndexReader) -> list[tuple[SegmentReader, int]]:
    """Return the readers of an index's segments, each with the number of its first document."""
    return [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.segment()]  # an empty index has none


def postings_file(leaf: SegmentReader) -> PostingsFileReader:
    """Return the reader of a segment's postings."""
    found: PostingsFileReader = leaf._terms
    return found


def stored_file(leaf: SegmentReader) -> StoredFieldsReader:
    """Return the reader of what a segment stores by document."""
    found: StoredFieldsReader = leaf._perdoc
    return found
