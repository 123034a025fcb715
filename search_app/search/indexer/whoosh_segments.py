"""The postings of Whoosh segments as arrays, read once: segments never change.

The arrays are stored beside the segment, for later builds that keep it.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import Segment
from whoosh.reading import SegmentReader

from search_app.search.index.fields import FIELDS
from search_app.search.indexer.whoosh_internals import blocks, decode_positions


class SegmentPostings(NamedTuple):
    """Postings of one field, stem by stem; `positions` are those of all postings, one after the other."""

    stems: list[bytes]
    frequencies: npt.NDArray[np.int64]  # postings of each stem
    documents: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    counts: npt.NDArray[np.int64]  # positions of each posting
    positions: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.float64]  # of the field in each document, as Whoosh rounds them


_ARRAYS = dict(zip(SegmentPostings._fields[1:], ("q", "q", "f", "q", "i", "d"), strict=True))  # with their types
NOTHING = SegmentPostings([], *(np.empty(0, kind) for kind in _ARRAYS.values()))


def store_segment(folder: Path, reader: SegmentReader) -> None:
    """Write the arrays of a segment of the index in `folder`."""
    segment = reader.segment()
    for name in FIELDS:
        _write(_file(folder, segment, name), _read(reader, name))
    slugs = [reader.stored_fields(number)["slug"] for number in range(segment.doc_count_all())]
    _file(folder, segment, "slugs").write_text("\n".join(slugs), encoding="utf-8")


def read_segment(folder: Path, segment: Segment, name: str) -> SegmentPostings:
    """Return the stored postings of the field `name` of a segment."""
    with np.load(_file(folder, segment, name)) as stored:
        stems = stored["stems"].tobytes()
        arrays = [stored[part].astype(kind) for part, kind in _ARRAYS.items()]
        return SegmentPostings(stems.split(b"\0") if stems else [], *arrays)


def read_slugs(folder: Path, segment: Segment) -> list[str]:
    """Return the stored slugs of the documents of a segment, deleted ones included."""
    slugs = _file(folder, segment, "slugs").read_text(encoding="utf-8")
    return slugs.split("\n") if slugs else []  # none, if all documents of the merged segments were deleted


def remove_unused(folder: Path, used: set[str]) -> None:
    """Remove the arrays of segments that have been merged away; `used` are the ids of those that remain."""
    for file in folder.glob("raw_*"):
        if file.name.removeprefix("raw_").rsplit("_", 1)[0] not in used:
            file.unlink()


def is_stored(folder: Path, segment: Segment) -> bool:
    """Return whether the arrays of a segment exist."""
    return _file(folder, segment, "slugs").exists()


def _file(folder: Path, segment: Segment, name: str) -> Path:
    return folder / f"raw_{segment.segment_id()}_{name}"


def _write(file: Path, postings: SegmentPostings) -> None:
    arrays: dict[str, Any] = {part: _narrowest(getattr(postings, part)) for part in _ARRAYS}
    arrays["stems"] = np.frombuffer(b"\0".join(postings.stems), np.uint8)
    with file.open("wb") as opened:  # np.savez appends a suffix to a name
        np.savez(opened, **arrays)


def _narrowest(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return numbers in the smallest integers that hold them; as they are if one is no integer."""
    whole = values.astype(np.int64)
    return whole.astype(np.min_scalar_type(whole.max(initial=0))) if np.array_equal(whole, values) else values


def _read(reader: SegmentReader, name: str) -> SegmentPostings:
    stems, frequencies, documents = [], array("q"), array("q")
    weights, counts, positions = array("f"), array("q"), array("i")
    decoded: dict[bytes, array[int]] = {}  # most values recur
    for stem in reader.lexicon(name):
        before = len(documents)
        for ids, block_weights, values in blocks(reader.postings(name, stem)):
            documents.extend(ids)
            weights.extend(block_weights)
            for value in values:
                found = decoded.get(value)
                if found is None:
                    found = decoded[value] = array("i", decode_positions(value))
                counts.append(len(found))
                positions.extend(found)
        stems.append(stem)
        frequencies.append(len(documents) - before)
    lengths = _lengths(reader, name)
    arrays = [np.asarray(each) for each in (frequencies, documents, weights, counts, positions, lengths)]
    return SegmentPostings(stems, *arrays)


def _lengths(reader: SegmentReader, name: str) -> npt.NDArray[np.float64]:
    lengths = (reader.doc_field_length(number, name, 0) or 0 for number in range(reader.doc_count_all()))
    return np.fromiter(lengths, np.float64)
