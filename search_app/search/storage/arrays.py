"""Sorted strings and lists of numbers on disk, mapped into memory: open at once, shared by all processes.

Nothing is loaded that is not asked for. A string is found by its checksum, which tells the few strings it can be; what
begins with a prefix by a binary search over the heads of the strings, their first eight bytes as numbers, which are
compared without making a Python object of each string.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


def write_array(folder: Path, name: str, values: npt.ArrayLike, kind: npt.DTypeLike) -> None:
    """Write numbers as `name`.npy."""
    np.save(folder / f"{name}.npy", np.asarray(values, dtype=kind))


def read_array(folder: Path, name: str) -> npt.NDArray[Any]:
    """Map numbers from `name`.npy, as a plain array: slices of a memmap cost more to make."""
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")).view(np.ndarray)


def read_numbers(folder: Path, name: str) -> memoryview[Any]:
    """Map numbers from `name`.npy, to be read one by one: quicker than from an array, and they are Python's own."""
    return memoryview(read_array(folder, name))  # type: ignore[arg-type]  # mypy knows no buffers before Python 3.12


def write_numbers(file: Path, numbers: array[int]) -> None:
    """Write numbers as they are in memory, to be mapped by `map_file` and read one by one."""
    with file.open("wb") as opened:
        numbers.tofile(opened)


DocIds = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]

Counts = npt.NDArray[np.int64]


def distinct(pairs: Counts) -> Counts:
    """Return each pair of numbers, put into one, once and in order; quicker than numpy's unique, which hashes."""
    pairs = np.sort(pairs)
    first = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
    return pairs[first]


Docs = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]
