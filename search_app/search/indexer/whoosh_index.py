"""The Whoosh index of a generation: written whole, or the last one copied and changed where terms have.

Whoosh's segments are never altered once written: a change deletes a document by name and adds a new one in a
new segment. So a copy shares its files with the generation before, and one edit costs one document; and several
processes write an index together, each a segment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from whoosh import index as whoosh_index
from whoosh.codec.base import Segment
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_app.errors import GenerationRefused
from search_app.search.index.document_writer import TokenizedEntry
from search_app.search.indexer.whoosh_schema import document, schema
from search_app.search.indexer.whoosh_segments import is_kept, keep_segment, leaves, read_slugs, sweep
from search_app.search.storage.arrays import DocIds
from search_app.search.storage.files import link_files

MAX_SEGMENTS = 8  # small ones an index may have; each edit adds one
SMALL = 0.05  # of all documents, in a segment that is merged with others
MEMORY = 256  # MB a writer may use before it spills to disk
_SHARED = ("MAIN_*", "_MAIN_*.toc", "raw_*")  # Whoosh's files in a generation, and what was read from each segment


class WhooshIndexWriter:
    """The full-text index of a generation in the making."""

    def __init__(self, folder: Path, start: Path | None) -> None:
        """Begin a new index, or with a copy of the one of the generation `start`."""
        self._folder = folder
        if start:
            link_files(start, folder, _SHARED)
            self._index = whoosh_index.open_dir(str(folder))
        else:
            self._index = whoosh_index.create_in(str(folder), schema())

    def segment(self) -> WhooshSegmentWriter:
        """Return what writes a new segment; any process may, while no other change is made."""
        return WhooshSegmentWriter(self._folder, self._index)

    def close(
        self, stale: Sequence[str], segments: Sequence[Segment], slugs: Sequence[str]
    ) -> tuple[whoosh_index.FileIndex, DocIds]:
        """Commit the index and return it, and for each of its document numbers the ordinal of the entry, or -1.

        Args:
            stale: slugs of the entries that go from the index that was started from.
            segments: those that have been written.
            slugs: of the entries it must hold, in the order of their ordinals.

        Raises:
            GenerationRefused: it does not hold the entries, each once.
        """
        if stale or segments:
            writer = self._index.writer()
            for slug in stale:
                writer.delete_by_term("slug", slug)
            writer.commit(mergetype=lambda writer, before: [*_merge_small(writer, before), *segments])
        index = self._index.refresh()
        with index.reader() as reader:
            alive = [leaf for leaf, _ in leaves(reader)]
            for leaf in alive:
                if not is_kept(self._folder, leaf.segment()):
                    keep_segment(self._folder, leaf)
            sweep(self._folder, {leaf.segment().segment_id() for leaf in alive})
            return index, _documents(self._folder, alive, slugs)


class WhooshSegmentWriter:
    """Writes a segment of an index, entry by entry."""

    def __init__(self, folder: Path, index: whoosh_index.FileIndex) -> None:
        self._folder = folder
        self._index = index
        self._writer: SegmentWriter | None = None

    def add(self, tokenized: TokenizedEntry) -> None:
        """Index an entry."""
        if self._writer is None:
            # As Whoosh's own MpWriter has it: without the lock, and never committed; WhooshIndexWriter does that.
            self._writer = SegmentWriter(self._index, _lk=False, limitmb=MEMORY)
        self._writer.add_document(**document(tokenized))

    def close(self) -> list[Segment]:
        """Write the segment and return it; none, if no entry was added."""
        if self._writer is None:
            return []
        segment = self._writer._finalize_segment()
        with SegmentReader(self._writer.storage, self._writer.schema, segment) as reader:
            keep_segment(self._folder, reader)
        return [segment]


def is_worn(folder: Path) -> bool:
    """Say whether more documents of an index were deleted than are left; their words still count in its scores."""
    index = whoosh_index.open_dir(str(folder), readonly=True)
    return bool(index.doc_count_all() > 2 * index.doc_count())


def _merge_small(writer: SegmentWriter, segments: Sequence[Segment]) -> list[Segment]:
    """Keep large segments as they are and merge small ones into one when they have become many."""
    least = SMALL * sum(segment.doc_count_all() for segment in segments)
    small = [segment for segment in segments if segment.doc_count_all() <= least]
    if len(small) < MAX_SEGMENTS:
        return list(segments)
    for segment in small:
        with SegmentReader(writer.storage, writer.schema, segment) as reader:
            writer.add_reader(reader)
    return [segment for segment in segments if segment not in small]


def _documents(folder: Path, alive: Iterable[SegmentReader], slugs: Sequence[str]) -> DocIds:
    ordinal = {slug: number for number, slug in enumerate(slugs)}
    documents = [
        -1 if leaf.is_deleted(number) else ordinal.pop(slug, -1)
        for leaf in alive
        for number, slug in enumerate(read_slugs(folder, leaf.segment()))
    ]
    found = np.asarray(documents, dtype=np.int64)
    if ordinal or np.count_nonzero(found >= 0) != len(slugs):
        missing = ", ".join(sorted(ordinal)[:5]) or "each term once"
        raise GenerationRefused(f"The full-text index does not hold {missing}.")
    return found
