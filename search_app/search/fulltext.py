"""The Whoosh index of a generation: written whole, or the last one copied and changed where terms have.

Whoosh's segments are never altered once written: a change deletes a document by name and adds a new one in a
new segment. So a copy shares its files with the generation before, and one edit costs one document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from whoosh import index as whoosh_index
from whoosh.codec.base import Segment
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search_app.errors import GenerationRefused
from search_app.search.cards import Tokenized
from search_app.search.columns import Ordinals
from search_app.search.schema import document, schema
from search_app.search.tables import share

MAX_SEGMENTS = 8  # of an index; each edit adds one
MEMORY = 256  # MB a writer may use before it spills to disk
_SHARED = ("MAIN_*", "_MAIN_*.toc", "raw_*")  # Whoosh's files in a generation, and what was read from each segment


@dataclass(frozen=True, slots=True)
class Extended:
    """An index to start from: in the copy of `folder` the documents `stale` go and the entries `fresh` come."""

    folder: Path
    stale: Sequence[str]
    fresh: frozenset[str]


class FullText:
    """Writes the full-text index of a generation, entry by entry."""

    def __init__(self, folder: Path, start: Extended | None) -> None:
        """Begin; `start` is an index to go on from, unless it is worn."""
        self._folder = folder
        self._start = None if start and _is_worn(start.folder) else start
        if self._start:
            share(self._start.folder, folder, _SHARED)
            self._index = whoosh_index.open_dir(str(folder))
        else:
            self._index = whoosh_index.create_in(str(folder), schema())
        self._writer: SegmentWriter | None = None

    def add(self, tokenized: Tokenized) -> None:
        """Index an entry, unless the index that was started from holds it."""
        if self._start is None or tokenized.entry.slug in self._start.fresh:
            self._writing().add_document(**document(tokenized))

    def close(self, slugs: Sequence[str]) -> tuple[whoosh_index.FileIndex, Ordinals]:
        """Commit the index and return it, and for each of its document numbers the ordinal of the entry, or -1.

        Args:
            slugs: of the entries it must hold, in the order of their ordinals.

        Raises:
            GenerationRefused: it does not hold the entries, each once.
        """
        for slug in self._start.stale if self._start else ():
            self._writing().delete_by_term("slug", slug)
        if self._writer:
            self._writer.commit(mergetype=_merge_small)
        index = self._index.refresh()
        _sweep(self._folder, index)
        return index, _documents(index, slugs)

    def _writing(self) -> SegmentWriter:
        if self._writer is None:
            self._writer = self._index.writer(limitmb=MEMORY)
        return self._writer


def _sweep(folder: Path, index: whoosh_index.FileIndex) -> None:
    """Remove what was read from segments that have been merged away."""
    with index.reader() as reader:
        alive = {leaf.segment().segment_id() for leaf, _ in reader.leaf_readers() if leaf.segment()}
    for file in folder.glob("raw_*"):
        if file.name.removeprefix("raw_").rsplit("_", 1)[0] not in alive:
            file.unlink()


def _is_worn(folder: Path) -> bool:
    """Say whether more documents of an index were deleted than are left; their words still count in its scores."""
    index = whoosh_index.open_dir(str(folder), readonly=True)
    return bool(index.doc_count_all() > 2 * index.doc_count())


def _merge_small(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Keep the largest segment as it is and merge the others into one when they have become many."""
    if len(segments) <= MAX_SEGMENTS:
        return segments
    largest = max(segments, key=lambda segment: segment.doc_count_all())
    for segment in segments:
        if segment is not largest:
            with SegmentReader(writer.storage, writer.schema, segment) as reader:
                writer.add_reader(reader)
    return [largest]


def _documents(index: whoosh_index.FileIndex, slugs: Sequence[str]) -> Ordinals:
    ordinal = {slug: number for number, slug in enumerate(slugs)}
    with index.reader() as reader:
        documents = np.full(reader.doc_count_all(), -1, dtype=np.int64)
        for number in reader.all_doc_ids():
            documents[number] = ordinal.pop(reader.stored_fields(number)["slug"], -1)
    if ordinal or np.count_nonzero(documents >= 0) != len(slugs):
        missing = ", ".join(sorted(ordinal)[:5]) or "each term once"
        raise GenerationRefused(f"The full-text index does not hold {missing}.")
    return documents
