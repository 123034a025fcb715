"""Sorted strings and lists of numbers on disk, mapped into memory: open at once, shared by all processes.

A lookup is a binary search over the file; nothing is loaded that is not asked for.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt


def write_array(folder: Path, name: str, values: npt.ArrayLike, kind: npt.DTypeLike) -> None:
    """Write numbers as `name`.npy."""
    np.save(folder / f"{name}.npy", np.asarray(values, dtype=kind))


def read_array(folder: Path, name: str) -> npt.NDArray[Any]:
    """Map numbers from `name`.npy, as a plain array: slices of a memmap cost more to make."""
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")).view(np.ndarray)


def write_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings as they come; only sorted by their UTF-8 bytes can they be searched."""
    offsets = [0]
    with (folder / f"{name}.utf8").open("wb") as file:
        for string in strings:
            offsets.append(offsets[-1] + file.write(string.encode("utf-8", "surrogatepass")))
    np.asarray(offsets, dtype=np.int64).tofile(folder / f"{name}.ends")


def map_file(file: Path) -> memoryview:
    """Return the bytes of a file, mapped read-only; an empty file cannot be mapped."""
    with file.open("rb") as opened:
        if file.stat().st_size == 0:
            return memoryview(b"")
        return memoryview(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ))


class StringTable(Sequence[bytes]):
    """Strings written by `write_strings`, as UTF-8 bytes by their number."""

    def __init__(self, folder: Path, name: str) -> None:
        self._bytes = map_file(folder / f"{name}.utf8")
        self._ends = map_file(folder / f"{name}.ends").cast("q")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])

    def text(self, number: int) -> str:
        """Return a string by its number."""
        return str(self._bytes[self._ends[number] : self._ends[number + 1]], "utf-8", "surrogatepass")

    def find(self, string: str) -> int:
        """Return the number of a string in a sorted table, or -1."""
        key = string.encode("utf-8", "surrogatepass")
        number = bisect_left(self, key)
        return number if number < len(self) and self[number] == key else -1

    def beginning(self, prefix: str) -> range:
        """Return the numbers of the strings in a sorted table that begin with `prefix`."""
        key = prefix.encode("utf-8", "surrogatepass")
        return range(bisect_left(self, key), bisect_left(self, key + b"\xff"))  # no UTF-8 byte is 0xFF


class Groups:
    """Lists of numbers of various length, one after the other: `starts[n]` to `starts[n + 1]` is list n."""

    def __init__(self, folder: Path, name: str) -> None:
        self._starts = map_file(folder / f"{name}.starts").cast("q")
        self.values = read_array(folder, name)

    @staticmethod
    def write(folder: Path, name: str, lists: Iterable[Sequence[int]]) -> None:
        """Write lists of numbers."""
        starts: list[int] = [0]
        values: list[int] = []
        for each in lists:
            values.extend(each)
            starts.append(len(values))
        np.asarray(starts, dtype=np.int64).tofile(folder / f"{name}.starts")
        write_array(folder, name, values, np.int32)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> npt.NDArray[np.int32]:
        return self.values[self._starts[number] : self._starts[number + 1]]

    def place(self, number: int) -> slice:
        """Return where a list stands among all values."""
        return slice(self._starts[number], self._starts[number + 1])


class Records:
    """Values of one type, encoded one after the other as MessagePack, decoded when asked for."""

    def __init__(self, folder: Path, name: str, kind: type[Any]) -> None:
        self._bytes = map_file(folder / f"{name}.msgpack")
        self._ends = map_file(folder / f"{name}.ends").cast("q")
        self._decode = msgspec.msgpack.Decoder(kind).decode

    @staticmethod
    def write(folder: Path, name: str, values: Iterable[object]) -> None:
        """Write `values`, in order."""
        encode = msgspec.msgpack.Encoder().encode
        offsets = [0]
        with (folder / f"{name}.msgpack").open("wb") as file:
            for value in values:
                offsets.append(offsets[-1] + file.write(encode(value)))
        np.asarray(offsets, dtype=np.int64).tofile(folder / f"{name}.ends")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Any:
        return self._decode(self._bytes[self._ends[number] : self._ends[number + 1]])

    def chosen(self, numbers: Sequence[int]) -> Chosen:
        """Return the values with these numbers; none is decoded before it is asked for."""
        return Chosen(self, numbers)


class Chosen(Sequence[Any]):
    """Some of the values of a table, in an order of their own: a page shows a few of what may be a hundred thousand."""

    def __init__(self, records: Records, numbers: Sequence[int]) -> None:
        self._records, self._numbers = records, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return Chosen(self._records, self._numbers[place])
        return self._records[self._numbers[place]]
