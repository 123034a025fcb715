"""The postings of a field in a segment as a few arrays: collected document by document, sorted, compressed.

Whoosh collects postings as tuples, of about 250 bytes each, and sorts those; arrays take a tenth of the memory.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import Counts, compress_array, decompress_array, offsets, ranges

Posting = tuple[str, bytes, int, float, bytes | None]  # as Whoosh has it: field, term, document, weight, value


class FieldPostings(NamedTuple):
    """The postings of a field in a segment, term by term; `values` are those of all postings, one after the other."""

    terms: list[bytes]
    frequencies: Counts  # postings of each term
    documents: npt.NDArray[np.int32]
    weights: npt.NDArray[np.float32]
    sizes: npt.NDArray[np.int32]  # bytes of the value of each posting
    values: bytes

    def packed(self) -> list[Any]:
        """Return a compressed form that MessagePack can encode. Documents become distances to the one before."""
        starts = offsets(self.frequencies)[:-1]
        distances = np.diff(self.documents, prepend=0)
        distances[starts] = self.documents[starts]
        lengths = np.fromiter(map(len, self.terms), np.int64, len(self.terms))
        unit = _unit(self.sizes)
        values = np.frombuffer(self.values, np.dtype(f"<u{unit}"))
        arrays = (lengths, self.frequencies, distances, self.weights, self.sizes, values)
        return [zlib.compress(b"".join(self.terms)), unit, *map(compress_array, arrays)]

    @classmethod
    def unpacked(cls, packed: list[Any]) -> FieldPostings:
        """Return the postings that `packed` has compressed."""
        texts, unit, *arrays = packed
        lengths, frequencies, distances, weights, sizes, values = map(decompress_array, arrays)
        every, ends = zlib.decompress(texts), offsets(lengths).tolist()
        terms = [every[start:end] for start, end in pairwise(ends)]
        summed = np.cumsum(distances, dtype=np.int64)
        starts = offsets(frequencies)[:-1]
        before = np.repeat((summed - distances)[starts], frequencies.astype(np.int64))
        content = values.astype(f"<u{unit}").tobytes()
        documents = (summed - before).astype(np.int32)
        narrow = documents, weights.astype(np.float32), sizes.astype(np.int32)
        return cls(terms, frequencies.astype(np.int64), *narrow, content)


class PostingsPool:
    """Collects the postings of a segment, in the place of Whoosh's pool: those of a term by ascending document."""

    def __init__(self) -> None:
        self._fields: dict[str, _FieldPool] = {}

    def add(self, posting: Posting) -> None:
        """Take a posting; Whoosh calls it."""
        name, term, document, weight, value = posting
        field = self._fields.get(name)
        if field is None:
            field = self._fields[name] = _FieldPool()
        field.add(term, document, weight, value or b"")

    def iter_postings(self) -> PostingsPool:
        """Return what Whoosh passes on to the writer of postings: this pool, as that writer takes it whole."""
        return self

    def drain(self) -> Iterator[tuple[str, FieldPostings]]:
        """Yield the name and the postings of each field, and forget them."""
        for name in sorted(self._fields):
            yield name, self._fields.pop(name).sorted()

    def cleanup(self) -> None:
        """Do nothing: Whoosh's pool deletes its temporary files here."""

    @classmethod
    def of(cls, postings: Iterable[Posting]) -> PostingsPool:
        """Return a pool of postings."""
        pool = cls()
        for posting in postings:
            pool.add(posting)
        return pool


class _FieldPool:
    """The postings of a field in the order of their documents."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}  # of the terms, in the order they come
        self._terms, self._documents, self._weights = array("i"), array("i"), array("f")
        self._sizes, self._values = array("i"), bytearray()

    def add(self, term: bytes, document: int, weight: float, value: bytes) -> None:
        self._terms.append(self._numbers.setdefault(term, len(self._numbers)))
        self._documents.append(document)
        self._weights.append(weight)
        self._sizes.append(len(value))
        self._values += value

    def sorted(self) -> FieldPostings:
        """Return the postings term by term."""
        terms = sorted(self._numbers)
        places = np.empty(len(terms), np.int32)
        places[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
        of_postings = places[np.asarray(self._terms)]
        order = of_postings.argsort(kind="stable")
        sizes = np.asarray(self._sizes)
        return FieldPostings(
            terms,
            np.bincount(of_postings, minlength=len(terms)),
            np.asarray(self._documents)[order],
            np.asarray(self._weights)[order],
            sizes[order],
            _reordered(bytes(self._values), sizes, order),
        )


def _unit(sizes: npt.NDArray[np.int32]) -> int:
    """Return the bytes of the numbers in values: positions and frequencies are 32-bit numbers."""
    return 1 if (sizes % 4).any() else 4


def _reordered(values: bytes, sizes: npt.NDArray[np.int32], order: Counts) -> bytes:
    """Return values of these sizes in another order."""
    unit = _unit(sizes)
    lengths = sizes // unit
    starts = offsets(lengths)[:-1][order]
    return np.frombuffer(values, f"<u{unit}")[ranges(starts, starts + lengths[order])].tobytes()
