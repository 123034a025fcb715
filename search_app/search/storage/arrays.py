"""Arrays of numbers on disk, mapped into memory: opening costs nothing, and all processes share the pages.

Two formats: `.npy`, which carries its own type, and raw numbers, whose type the reader has to know.
"""

from __future__ import annotations

import zlib
from array import array
from io import BytesIO
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy

from search_app.search.storage.files import map_bytes, map_file

_HIGHEST_OFFSET = 2**32 - 1
_HEADER = 4096  # bytes that contain the header of an .npy file

# Element types of the arrays that travel between layers.
DocIds = npt.NDArray[Any]
Docs = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


def write_array(folder: Path, name: str, values: npt.ArrayLike, kind: npt.DTypeLike) -> None:
    """Write numbers as `name`.npy.

    Not with np.save, which loses the last block without an error when the disk is full.
    """
    array = np.ascontiguousarray(values, dtype=kind).reshape(np.shape(values))
    with (folder / f"{name}.npy").open("wb") as opened:
        npy.write_array_header_1_0(opened, npy.header_data_from_array_1_0(array))
        opened.write(array.data)


def read_array(folder: Path, name: str) -> npt.NDArray[Any]:
    """Map `name`.npy as a plain array: slicing one is cheaper than slicing a memmap.

    Raises:
        ValueError: the file is no array, or shorter than its header says.
    """
    content = map_bytes(folder / f"{name}.npy")
    header = BytesIO(content[:_HEADER])
    if npy.read_magic(header) != (1, 0):
        raise ValueError(f"{name}.npy has another version of the format than was written.")
    shape, in_columns, kind = npy.read_array_header_1_0(header)
    values = np.frombuffer(content, kind, prod(shape), header.tell())
    return values.reshape(shape, order="F" if in_columns else "C")


def read_buffer(folder: Path, name: str) -> memoryview[Any]:
    """Map `name`.npy for access by index: a buffer returns Python's own numbers, faster than an array does."""
    return memoryview(read_array(folder, name))  # type: ignore[arg-type]  # mypy knows no buffers before Python 3.12


def write_raw(file: Path, numbers: array[int] | npt.NDArray[Any]) -> None:
    """Write numbers as they are in memory, without a header.

    Not with ndarray.tofile, which loses the last block without an error when the disk is full.
    """
    with file.open("wb") as opened:
        opened.write(np.ascontiguousarray(numbers).data)


def read_raw(file: Path, kind: npt.DTypeLike = np.int64) -> npt.NDArray[Any]:
    """Map a file of raw numbers of type `kind`."""
    return np.frombuffer(map_file(file), kind)


def write_offsets(file: Path, values: npt.ArrayLike) -> None:
    """Write offsets as unsigned 32-bit numbers, for `read_offsets`.

    Raises:
        OverflowError: one is 4 GiB or more.
    """
    offsets = np.asarray(values)
    if len(offsets) and offsets.max() > _HIGHEST_OFFSET:
        raise OverflowError(f"{file.name}: a table of a generation has less than 4 GiB.")
    write_raw(file, offsets.astype(np.uint32))


def read_offsets(file: Path) -> memoryview[int]:
    """Map offsets for access by index."""
    return map_file(file).cast("I")


def read_starts(file: Path) -> Counts:
    """Return offsets as an array to calculate with: a copy in 64 bits, where nothing wraps around."""
    return read_raw(file, np.uint32).astype(np.int64)


def narrowest(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return numbers in the smallest unsigned integers that hold them; as they are if one is negative or no integer."""
    if not len(values) or values.min() < 0:
        return values
    narrow = values.astype(np.min_scalar_type(int(values.max())))
    return narrow if np.array_equal(narrow, values) else values


def write_narrow(folder: Path, name: str, values: npt.NDArray[Any]) -> None:
    """Write numbers that are not negative as `name`.npy, in the smallest unsigned integers that hold them."""
    kind = np.min_scalar_type(int(values.max(initial=0)))
    write_array(folder, name, values, kind)


def compress_array(values: npt.NDArray[Any]) -> tuple[str, bytes]:
    """Return numbers as their type and compressed bytes: first the lowest byte of each, then the next one."""
    narrow = np.ascontiguousarray(narrowest(values))
    columns = narrow.view(np.uint8).reshape(-1, narrow.itemsize).T
    return narrow.dtype.str, zlib.compress(columns.tobytes())


def decompress_array(compressed: tuple[str, bytes]) -> npt.NDArray[Any]:
    """Return the numbers that `compress_array` was given, perhaps of a narrower type."""
    kind, content = np.dtype(compressed[0]), zlib.decompress(compressed[1])
    columns = np.frombuffer(content, np.uint8).reshape(kind.itemsize, -1)
    return np.ascontiguousarray(columns.T).view(kind).ravel()


def offsets(counts: npt.ArrayLike) -> Counts:
    """Return the start of each of several consecutive lists of these lengths, and the end of the last one."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


def ranges(starts: Counts, ends: Counts) -> Counts:
    """Return the integers from each start up to its end, one range after the other."""
    counts = ends - starts
    last = counts.cumsum()
    return np.asarray(np.arange(last[-1] if len(last) else 0) + np.repeat(starts - last + counts, counts))


def distinct(pairs: Counts) -> Counts:
    """Return the distinct values, sorted; pairs are encoded as one number each. Faster than np.unique, which hashes."""
    pairs = np.sort(pairs)
    first = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=first[1:])
    return pairs[first]
