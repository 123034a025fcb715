"""Sorted strings and lists of numbers on disk, mapped into memory: open at once, shared by all processes.

Nothing is loaded that is not asked for. A string is found by its checksum, which tells the few strings it can be; what
begins with a prefix by a binary search over the heads of the strings, their first eight bytes as numbers, which are
compared without making a Python object of each string.
"""

from __future__ import annotations

import mmap
import os
import shutil
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import numpy as np
import numpy.typing as npt

_HEAD = 8  # bytes of a string in its head


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


def share(source: Path, folder: Path, patterns: Iterable[str]) -> None:
    """Give `folder` files of `source` that will never change, without copying where the file system can link."""
    for pattern in patterns:
        for file in source.glob(pattern):
            try:
                os.link(file, folder / file.name)
            except OSError:
                shutil.copy2(file, folder / file.name)


def encoded(string: str) -> bytes:
    """Return the bytes by which strings are kept and sorted."""
    return string.encode("utf-8", "surrogatepass")


def write_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings as they come, for a StringTable."""
    _write_bytes(folder, name, list(map(encoded, strings)))


def write_sorted(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings that are sorted by their bytes, for a SortedStrings."""
    every = list(map(encoded, strings))
    _write_bytes(folder, name, every)
    whole = b"".join(string[:_HEAD].ljust(_HEAD, b"\0") for string in every)
    np.frombuffer(whole, ">u8").astype(np.uint64).tofile(folder / f"{name}.heads")
    _write_buckets(folder, name, np.fromiter(map(crc32, every), np.int64, len(every)))


def _write_buckets(folder: Path, name: str, checksums: npt.NDArray[np.int64]) -> None:
    """Write the numbers of strings by the last bits of their checksums: about one number in each bucket."""
    count = 1 << max(len(checksums) - 1, 0).bit_length()
    buckets = checksums & (count - 1)
    order = buckets.argsort(kind="stable")
    starts = buckets[order].searchsorted(np.arange(count + 1))
    np.concatenate((starts, order)).astype(np.int32).tofile(folder / f"{name}.buckets")


def _write_bytes(folder: Path, name: str, strings: Sequence[bytes]) -> None:
    (folder / f"{name}.utf8").write_bytes(b"".join(strings))
    ends = np.zeros(len(strings) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, strings), np.int64, len(strings)), out=ends[1:])
    ends.tofile(folder / f"{name}.ends")


def _head(string: bytes, filler: bytes = b"\0") -> int:
    """Return the first bytes of a string as a number that sorts as they do."""
    return int.from_bytes(string[:_HEAD].ljust(_HEAD, filler), "big")


def map_bytes(file: Path) -> mmap.mmap | bytes:
    """Return the bytes of a file, mapped read-only; an empty file cannot be mapped."""
    with file.open("rb") as opened:
        if file.stat().st_size == 0:
            return b""
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


def map_file(file: Path) -> memoryview:
    """Return the bytes of a file, mapped read-only, to be cast to numbers."""
    return memoryview(map_bytes(file))


class StringTable(Sequence[bytes]):
    """Strings written by `write_strings`, as UTF-8 bytes by their number."""

    def __init__(self, folder: Path, name: str) -> None:
        self._bytes = map_bytes(folder / f"{name}.utf8")
        self._ends = map_file(folder / f"{name}.ends").cast("q")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._bytes[self._ends[number] : self._ends[number + 1]]

    def size(self, number: int) -> int:
        """Return how many bytes a string has."""
        return int(self._ends[number + 1] - self._ends[number])

    def text(self, number: int) -> str:
        """Return a string by its number."""
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def texts(self) -> list[str]:
        """Return all strings."""
        return [self._bytes[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(self._ends.tolist())]


class SortedStrings(StringTable):
    """Strings written by `write_sorted`, found by what they are or begin with."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._heads = np.frombuffer(map_file(folder / f"{name}.heads"), np.uint64)
        buckets = map_file(folder / f"{name}.buckets").cast("i")
        self._last = len(buckets) - len(self) - 2  # number of the last bucket, all its bits set
        self._bucket_starts, self._filed = buckets[: self._last + 2], buckets[self._last + 2 :]

    def find(self, string: str) -> int:
        """Return the number of a string, or -1."""
        key = encoded(string)
        bucket = crc32(key) & self._last
        for place in range(self._bucket_starts[bucket], self._bucket_starts[bucket + 1]):
            number = self._filed[place]
            start, end = self._ends[number], self._ends[number + 1]
            if end - start == len(key) and self._bytes[start:end] == key:
                return number
        return -1

    def beginning(self, prefix: str) -> range:
        """Return the numbers of the strings that begin with `prefix`."""
        if not prefix:
            return range(len(self))
        key = encoded(prefix)
        bounds = np.array((_head(key), _head(key, b"\xff") + 1), np.uint64)  # no UTF-8 byte is 0xFF
        first, last = self._heads.searchsorted(bounds).tolist()
        if len(key) > _HEAD or b"\0" in key:  # which fills the heads of short strings
            first, last = bisect_left(self, key, first, last), bisect_left(self, key + b"\xff", first, last)
        return range(first, last)


class Groups:
    """Lists of numbers of various length, one after the other: `starts[n]` to `starts[n + 1]` is list n."""

    def __init__(self, folder: Path, name: str) -> None:
        self._starts = map_file(folder / f"{name}.starts").cast("q")
        self.values = read_array(folder, name)
        self._numbers = read_numbers(folder, name)

    @classmethod
    def write(cls, folder: Path, name: str, lists: Iterable[Sequence[int]]) -> None:
        """Write lists of numbers."""
        counts, values = array("q"), array("i")
        for each in lists:
            counts.append(len(each))
            values.extend(each)
        cls.write_flat(folder, name, counts, values)

    @staticmethod
    def write_flat(folder: Path, name: str, counts: npt.ArrayLike, values: npt.ArrayLike) -> None:
        """Write lists whose numbers stand one after the other; `counts` says how many each has."""
        np.concatenate(([0], np.cumsum(counts, dtype=np.int64))).tofile(folder / f"{name}.starts")
        write_array(folder, name, values, np.int32)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> npt.NDArray[np.int32]:
        return self.values[self._starts[number] : self._starts[number + 1]]

    def listed(self, number: int) -> list[int]:
        """Return a list as Python's numbers: for the few that most lists have, quicker than an array."""
        found: list[int] = self._numbers[self._starts[number] : self._starts[number + 1]].tolist()
        return found

    def between(self, number: int, least: int, end: int) -> npt.NDArray[np.int32]:
        """Return what of a list that is in order is at least `least` and below `end`."""
        start, stop = self._starts[number], self._starts[number + 1]
        first = bisect_left(self._numbers, least, start, stop)
        return self.values[first : bisect_left(self._numbers, end, first, stop)]

    def counts(self) -> npt.NDArray[np.int64]:
        """Return how many numbers each list has."""
        starts = np.frombuffer(self._starts, np.int64)
        return starts[1:] - starts[:-1]

    def place(self, number: int) -> slice:
        """Return where a list stands among all values."""
        return slice(self._starts[number], self._starts[number + 1])


class RecordWriter:
    """Writes values one after the other as MessagePack, for Records."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = (folder / f"{name}.msgpack").open("wb")
        self._ends_file = folder / f"{name}.ends"
        self._ends = array("q", [0])
        self._encode = msgspec.msgpack.Encoder().encode

    def add(self, value: object) -> None:
        """Write one value."""
        self._ends.append(self._ends[-1] + self._file.write(self._encode(value)))

    def close(self) -> None:
        """Finish; until then nothing can be read."""
        self._file.close()
        write_numbers(self._ends_file, self._ends)


class Records:
    """Values of one type, by their number, decoded when asked for."""

    def __init__(self, folder: Path, name: str, kind: type[Any]) -> None:
        self._bytes = map_file(folder / f"{name}.msgpack")
        self._ends = map_file(folder / f"{name}.ends").cast("q")
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Any:
        return self._decode(self._bytes[self._ends[number] : self._ends[number + 1]])

    def all_of(self, numbers: Iterable[int]) -> list[Any]:
        """Return the values with these numbers."""
        data, ends, decode = self._bytes, self._ends, self._decode
        return [decode(data[ends[number] : ends[number + 1]]) for number in numbers]

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
