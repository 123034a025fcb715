"""Lists of numbers of different lengths, stored as one array of values and one of offsets."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import (
    Counts,
    offsets,
    ranges,
    read_array,
    read_buffer,
    read_offsets,
    write_array,
    write_offsets,
)


class RaggedArray:
    """Lists of numbers: list n is `values[starts[n] : starts[n + 1]]`."""

    def __init__(self, folder: Path, name: str) -> None:
        self._starts = read_offsets(folder / f"{name}.starts")
        self.values = read_array(folder, name)
        self._numbers = read_buffer(folder, name)

    @classmethod
    def write(cls, folder: Path, name: str, lists: Iterable[Sequence[int]]) -> None:
        """Write lists of numbers."""
        counts, values = array("q"), array("i")
        for each in lists:
            counts.append(len(each))
            values.extend(each)
        cls.write_flat(folder, name, counts, values)

    @staticmethod
    def write_flat(
        folder: Path, name: str, counts: npt.ArrayLike, values: npt.ArrayLike, kind: npt.DTypeLike = np.int32
    ) -> None:
        """Write lists given as their lengths and as the values of all of them, one list after the other."""
        write_offsets(folder / f"{name}.starts", offsets(counts))
        write_array(folder, name, values, kind)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> npt.NDArray[np.int32]:
        return self.values[self._starts[number] : self._starts[number + 1]]

    def listed(self, number: int, most: int | None = None) -> list[int]:
        """Return the first `most` of a list, or all, as Python's numbers: faster than an array for few."""
        start, end = self._starts[number], self._starts[number + 1]
        found: list[int] = self._numbers[start : end if most is None else min(end, start + most)].tolist()
        return found

    def between(self, number: int, least: int, end: int) -> npt.NDArray[Any]:
        """Return the values of a sorted list that are at least `least` and below `end`."""
        start, stop = self._starts[number], self._starts[number + 1]
        first = bisect_left(self._numbers, least, start, stop)
        return self.values[first : bisect_left(self._numbers, end, first, stop)]

    def counts(self) -> Counts:
        """Return the length of each list."""
        starts = np.frombuffer(self._starts, np.uint32).astype(np.int64)
        return starts[1:] - starts[:-1]

    def places(self, numbers: Sequence[int]) -> tuple[Counts, Counts]:
        """Return the places in `values` of several lists, one list after the other, and the length of each list."""
        starts = np.frombuffer(self._starts, np.uint32)
        chosen = np.asarray(numbers, dtype=np.int64)
        first, ends = starts[chosen].astype(np.int64), starts[chosen + 1].astype(np.int64)
        return ranges(first, ends), ends - first

    def place(self, number: int) -> slice:
        """Return the slice of `values` that is a list."""
        return slice(self._starts[number], self._starts[number + 1])
