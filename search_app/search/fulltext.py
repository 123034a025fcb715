"""The Whoosh index of a generation: written whole, or the last one copied and changed where terms have.

Whoosh's segments are never altered once written: a change deletes a document by name and adds a new one in a
new segment. So a copy shares its files with the generation before, and one edit costs one document.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Sequence
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

MAX_SEGMENTS = 8  # of an index; each edit adds one
MEMORY = 256  # MB a writer may use before it spills to disk
_SHARED = ("MAIN_*", "_MAIN_*.toc", "raw_*")  # Whoosh's files in a generation, and what was read from each segment


@dataclass(frozen=True, slots=True)
class Extended:
    """An index to start from: in the copy of `folder` the documents `stale` go and the entries `fresh` come."""

    folder: Path
    stale: Sequence[str]
    fresh: frozenset[str]


def write_index(
    folder: Path, entries: Iterable[Tokenized], start: Extended | None
) -> tuple[whoosh_index.FileIndex, Ordinals, list[Tokenized]]:
    """Write the full-text index of `entries` into `folder`, as they come.

    Returns:
        The index; for each of its document numbers the ordinal of the entry, or -1 where one was deleted; the entries.

    Raises:
        GenerationRefused: the index does not hold the entries, each once.
    """
    if start is None or _is_worn(start.folder):
        start = None
        index = whoosh_index.create_in(str(folder), schema())
    else:
        _share(start.folder, folder)
        index = whoosh_index.open_dir(str(folder))
    kept: list[Tokenized] = []
    writer = None
    for each in entries:
        kept.append(each)
        if start is None or each.entry.slug in start.fresh:
            writer = writer or index.writer(limitmb=MEMORY)
            writer.add_document(**document(each))
    if start and start.stale:
        writer = writer or index.writer(limitmb=MEMORY)
        for slug in start.stale:
            writer.delete_by_term("slug", slug)
    if writer:
        writer.commit(mergetype=_merge_small)
    index = index.refresh()
    _sweep(folder, index)
    return index, _documents(index, kept), kept


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


def _share(source: Path, folder: Path) -> None:
    """Give `folder` the index files of `source`, without copying where the file system can link."""
    for pattern in _SHARED:
        for file in source.glob(pattern):
            try:
                os.link(file, folder / file.name)
            except OSError:
                shutil.copy2(file, folder / file.name)


def _documents(index: whoosh_index.FileIndex, entries: Sequence[Tokenized]) -> Ordinals:
    ordinal = {each.entry.slug: number for number, each in enumerate(entries)}
    with index.reader() as reader:
        documents = np.full(reader.doc_count_all(), -1, dtype=np.int64)
        for number in reader.all_doc_ids():
            documents[number] = ordinal.pop(reader.stored_fields(number)["slug"], -1)
    if ordinal or np.count_nonzero(documents >= 0) != len(entries):
        missing = ", ".join(sorted(ordinal)[:5]) or "each term once"
        raise GenerationRefused(f"The full-text index does not hold {missing}.")
    return documents
