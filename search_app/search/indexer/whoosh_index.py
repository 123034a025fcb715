"""The Whoosh index of a generation: written whole, or copied from the last one and updated where terms changed.

Whoosh never alters a segment once written: an update deletes a document by slug and adds another in a new segment.
A copy therefore shares its files with the generation before, one edit costs one document, and several processes can
write an index together, each a segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import create_in, open_dir
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_app.errors import GenerationRefused
from search_app.language.language import Language
from search_app.search.index.document_writer import TokenizedEntry
from search_app.search.indexer.whoosh_codec import ArrayCodec
from search_app.search.indexer.whoosh_internals import finish_segment, leaves, segment_reader, segment_writer
from search_app.search.indexer.whoosh_schema import document, schema
from search_app.search.indexer.whoosh_segments import read_slugs
from search_app.search.storage.arrays import DocIds
from search_app.search.storage.files import link_files

MAX_SEGMENTS = 8  # small segments before they are merged; each edit adds one
SMALL = 0.05  # fraction of all documents up to which a segment is small
Segments = list[Segment]  # written, not committed yet

_FILES = ("MAIN_*", "_MAIN_*.toc")


class WhooshIndexWriter:
    """Writes the full-text index of a generation."""

    def __init__(self, folder: Path, language: Language, before: Path | None) -> None:
        """Begin with an empty index, or with a copy of that of the generation `before`."""
        self._folder = folder
        if before:
            link_files(before, folder, _FILES)
        else:
            create_in(str(folder), schema(language))

    def commit(self, stale: Sequence[str], segments: Sequence[Segment], slugs: Sequence[str]) -> DocIds:
        """Commit the index and return the ordinal of the entry of each of its documents, or -1 for a deleted one.

        Args:
            stale: slugs of the entries to delete from the copied index.
            segments: the new segments.
            slugs: of all entries, in the order of their ordinals.

        Raises:
            GenerationRefused: the index does not contain each entry exactly once.
        """
        index = open_dir(str(self._folder))
        if stale or segments:
            writer = index.writer(codec=ArrayCodec())
            for slug in stale:
                writer.delete_by_term("slug", slug)
            writer.commit(mergetype=lambda writer, existing: [*_merge_small(writer, existing), *segments])
        with index.refresh().reader() as reader:
            readers = [leaf for leaf, _ in leaves(reader)]
            return _ordinals(readers, slugs)


class WhooshSegmentWriter:
    """Writes a segment of the index in `folder`, entry by entry; any process may, until the index is committed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writer: SegmentWriter | None = None

    def add(self, tokenized: TokenizedEntry) -> None:
        """Index an entry."""
        if self._writer is None:
            self._writer = segment_writer(open_dir(str(self._folder)))
        self._writer.add_document(**document(tokenized))

    def close(self) -> Segments:
        """Write the segment and return it, or nothing if no entry was added."""
        if self._writer is None:
            return []
        return [finish_segment(self._writer)]


def is_worn(folder: Path) -> bool:
    """Return whether an index has more deleted documents than others; deleted ones still count in its scores."""
    index = open_dir(str(folder), readonly=True)
    return bool(index.doc_count_all() > 2 * index.doc_count())


def _merge_small(writer: SegmentWriter, segments: Sequence[Segment]) -> list[Segment]:
    """Merge the small segments into one if there are many of them, and return the others."""
    least = SMALL * sum(segment.doc_count_all() for segment in segments)
    small = [segment for segment in segments if segment.doc_count_all() <= least]
    if len(small) < MAX_SEGMENTS:
        return list(segments)
    for segment in small:
        with segment_reader(writer, segment) as reader:
            writer.add_reader(reader)
    return [segment for segment in segments if segment not in small]


def _ordinals(readers: Iterable[SegmentReader], slugs: Sequence[str]) -> DocIds:
    ordinal = {slug: number for number, slug in enumerate(slugs)}
    documents = [
        -1 if reader.is_deleted(number) else ordinal.pop(slug, -1)
        for reader in readers
        for number, slug in enumerate(read_slugs(reader))
    ]
    found = np.asarray(documents, dtype=np.int64)
    if ordinal or np.count_nonzero(found >= 0) != len(slugs):
        missing = ", ".join(sorted(ordinal)[:5]) or "each term once"
        raise GenerationRefused(f"The full-text index does not contain {missing}.")
    return found
