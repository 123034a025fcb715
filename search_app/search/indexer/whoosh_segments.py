"""What Whoosh has written in a segment, read back into arrays, once: segments never change.

The arrays stay beside the segment, so that a build that takes it over need not read it again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from pickle import loads
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import Segment
from whoosh.matching import FilterMatcher
from whoosh.reading import IndexReader, SegmentReader

from search_app.search.index.fields import FIELDS


class SegmentPostings(NamedTuple):
    """Postings of one field, term after term; `positions` of all postings stand one after the other."""

    stems: list[bytes]
    frequencies: npt.NDArray[np.int64]  # of each stem
    documents: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    counts: npt.NDArray[np.int64]  # of positions
    positions: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.float64]  # of the field in each document, as Whoosh knows them


NOTHING = SegmentPostings([], *(np.empty(0, kind) for kind in ("q", "q", "f", "q", "i", "d")))
_ARRAYS = SegmentPostings._fields[1:]


def leaves(reader: IndexReader) -> list[tuple[Any, int]]:
    """Return the readers of an index's segments, each with the number of its first document."""
    return [(leaf, base) for leaf, base in reader.leaf_readers() if leaf.segment()]  # an empty index has none


def keep_segment(folder: Path, reader: SegmentReader) -> None:
    """Write the arrays of a segment of the index in `folder`."""
    segment = reader.segment()
    for name in FIELDS:
        _write(_file(folder, segment, name), _read(reader, name))
    slugs = [reader.stored_fields(number)["slug"] for number in range(segment.doc_count_all())]
    _file(folder, segment, "slugs").write_text("\n".join(slugs), encoding="utf-8")


def read_segment(folder: Path, segment: Segment, name: str) -> SegmentPostings:
    """Return the postings of the field `name` in a segment that has been kept."""
    with np.load(_file(folder, segment, name)) as kept:
        stems = kept["stems"].tobytes()
        return SegmentPostings(stems.split(b"\0") if stems else [], *(kept[part] for part in _ARRAYS))


def read_slugs(folder: Path, segment: Segment) -> list[str]:
    """Return the slugs of the documents of a segment that has been kept, deleted ones as well."""
    return _file(folder, segment, "slugs").read_text(encoding="utf-8").split("\n")


def sweep(folder: Path, alive: set[str]) -> None:
    """Remove the arrays of segments that have been merged away; `alive` are the ids of those that are left."""
    for file in folder.glob("raw_*"):
        if file.name.removeprefix("raw_").rsplit("_", 1)[0] not in alive:
            file.unlink()


def is_kept(folder: Path, segment: Segment) -> bool:
    """Say whether the arrays of a segment are there."""
    return _file(folder, segment, "slugs").exists()


def _file(folder: Path, segment: Segment, name: str) -> Path:
    return folder / f"raw_{segment.segment_id()}_{name}"


def _write(file: Path, postings: SegmentPostings) -> None:
    arrays = {part: getattr(postings, part) for part in _ARRAYS}
    arrays["stems"] = np.frombuffer(b"\0".join(postings.stems), np.uint8)
    with file.open("wb") as opened:  # savez adds an ending to a name
        np.savez(opened, **arrays)


def _read(reader: SegmentReader, name: str) -> SegmentPostings:
    stems, frequencies, documents = [], array("q"), array("q")
    weights, counts, positions = array("f"), array("q"), array("i")
    known: dict[bytes, array[int]] = {}
    for stem in reader.lexicon(name):
        before = len(documents)
        for ids, of_each, values in _blocks(reader.postings(name, stem)):
            documents.extend(ids)
            weights.extend(of_each)
            for value in values:
                places = known.get(value)
                if places is None:
                    places = known[value] = _positions(value)
                counts.append(len(places))
                positions.extend(places)
        stems.append(stem)
        frequencies.append(len(documents) - before)
    lengths = np.fromiter(
        (reader.doc_field_length(number, name, 0) or 0 for number in range(reader.doc_count_all())), np.float64
    )
    columns = [np.asarray(each) for each in (frequencies, documents, weights, counts, positions, lengths)]
    return SegmentPostings(stems, *columns)


def _positions(value: bytes) -> array[int]:
    """Return what Whoosh's Positions format has encoded: after a count, the steps from one to the next, pickled."""
    steps = loads(value[4:] if value.endswith(b".") else value[4:] + b".")  # noqa: S301  our own index
    return array("i", accumulate(steps))


def _blocks(matcher: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield ids, weights and values of a matcher; block by block where it has blocks, which is much faster.

    Where documents were deleted, the matcher that has blocks is inside one that leaves them out; so do we, later.
    """
    if isinstance(matcher, FilterMatcher):
        matcher = matcher.child
    if not hasattr(matcher, "_read_ids"):
        while matcher.is_active():
            yield (matcher.id(),), (matcher.weight(),), (matcher.value(),)
            matcher.next()
        return
    while matcher.is_active():
        matcher.id(), matcher.weight(), matcher.value()  # each reads its part of the block
        yield matcher._ids, matcher._weights, matcher._values
        matcher._next_block()
