"""Strings on disk as UTF-8, mapped into memory: arrays of strings, and dictionaries that find them.

A dictionary finds a string by its checksum, which leaves few candidates, and the strings with a prefix by a binary
search over prefix keys: the first eight bytes of each string as a number, compared without creating Python objects.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from search_app.search.storage.arrays import offsets, read_offsets, read_raw, write_offsets, write_raw
from search_app.search.storage.files import map_bytes, map_file

PREFIX_BYTES = 8  # bytes of a string in its prefix key


def encoded(string: str) -> bytes:
    """Return the bytes by which strings are stored and sorted."""
    return string.encode("utf-8", "surrogatepass")


def write_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings in the given order, for a StringArray."""
    _write_bytes(folder, name, list(map(encoded, strings)))


def write_sorted(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings, sorted by their encoded bytes, for a TermDictionary."""
    every = list(map(encoded, strings))
    _write_bytes(folder, name, every)
    _write_prefixes(folder, name, every)
    _write_buckets(folder, name, every)


def write_prefixed(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings, sorted by their encoded bytes, for a PrefixDictionary."""
    every = list(map(encoded, strings))
    _write_bytes(folder, name, every)
    _write_prefixes(folder, name, every)


def write_hashed_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings, in the given order, for a HashDictionary."""
    every = list(map(encoded, strings))
    _write_bytes(folder, name, every)
    _write_buckets(folder, name, every)


def write_spaced(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write strings, in the given order, for a SpacedDictionary."""
    every = list(map(encoded, strings))
    _write_bytes(folder, name, every)
    _write_buckets(folder, name, [string.replace(b" ", b"") for string in every])


def _write_prefixes(folder: Path, name: str, every: Sequence[bytes]) -> None:
    """Write the first bytes of each string as a number."""
    prefixes = b"".join(string[:PREFIX_BYTES].ljust(PREFIX_BYTES, b"\0") for string in every)
    write_raw(folder / f"{name}.prefixes", np.frombuffer(prefixes, ">u8").astype(np.uint64))


def _write_buckets(folder: Path, name: str, every: Sequence[bytes]) -> None:
    """Write a hash table: the numbers of the strings by the last bits of their checksums, about one in a bucket."""
    checksums = np.fromiter(map(crc32, every), np.int64, len(every))
    count = 1 << max(len(checksums) - 1, 0).bit_length()
    buckets = checksums & (count - 1)
    order = buckets.argsort(kind="stable")
    starts = buckets[order].searchsorted(np.arange(count + 1))
    write_raw(folder / f"{name}.buckets", np.concatenate((starts, order)).astype(np.int32))


def _write_bytes(folder: Path, name: str, strings: Sequence[bytes]) -> None:
    (folder / f"{name}.utf8").write_bytes(b"".join(strings))
    write_offsets(folder / f"{name}.ends", offsets(np.fromiter(map(len, strings), np.int64, len(strings))))


def prefix_key(string: bytes) -> int:
    """Return the first bytes of a string as a number with the same order."""
    return int.from_bytes(string[:PREFIX_BYTES].ljust(PREFIX_BYTES, b"\0"), "big")


class StringArray(Sequence[bytes]):
    """Strings written by `write_strings`, as UTF-8 bytes by number."""

    def __init__(self, folder: Path, name: str) -> None:
        self._bytes = map_bytes(folder / f"{name}.utf8")
        self._ends = read_offsets(folder / f"{name}.ends")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._bytes[self._ends[number] : self._ends[number + 1]]

    def sizes(self, numbers: Iterable[int]) -> list[int]:
        """Return the lengths of strings in bytes."""
        ends = self._ends
        return [ends[number + 1] - ends[number] for number in numbers]

    def text(self, number: int) -> str:
        """Return a string by number."""
        return self._bytes[self._ends[number] : self._ends[number + 1]].decode("utf-8", "surrogatepass")

    def texts(self) -> list[str]:
        """Return all strings."""
        return [self._bytes[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(self._ends.tolist())]


class HashDictionary(StringArray):
    """Strings written by `write_hashed_strings`, found by value."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        buckets = map_file(folder / f"{name}.buckets").cast("i")
        self._last = len(buckets) - len(self) - 2  # number of the last bucket, a bit mask
        self._bucket_starts, self._bucketed = buckets[: self._last + 2], buckets[self._last + 2 :]

    def find(self, string: str) -> int:
        """Return the number of a string, or -1."""
        key = string.encode("utf-8", "surrogatepass")  # `encoded` without the call: queries spend most time here
        bucket = crc32(key) & self._last
        starts, ends = self._bucket_starts, self._ends
        for number in self._bucketed[starts[bucket] : starts[bucket + 1]]:
            start, end = ends[number], ends[number + 1]
            if end - start == len(key) and self._bytes[start:end] == key:
                return number
        return -1


class SpacedDictionary(HashDictionary):
    """Strings written by `write_spaced`, found by value without their spaces."""

    def find(self, string: str) -> int:
        """Return the number of the string that is `string` without its spaces, or -1."""
        key = string.encode("utf-8", "surrogatepass")
        bucket = crc32(key) & self._last
        starts, ends = self._bucket_starts, self._ends
        for number in self._bucketed[starts[bucket] : starts[bucket + 1]]:
            start, end = ends[number], ends[number + 1]
            if end - start >= len(key) and self._bytes[start:end].replace(b" ", b"") == key:
                return number
        return -1


class PrefixDictionary(StringArray):
    """Strings written by `write_prefixed`, found by prefix."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(folder, name)
        self._prefixes = read_raw(folder / f"{name}.prefixes", np.uint64)
        self._prefix_keys = map_file(folder / f"{name}.prefixes").cast("Q")  # for one prefix `bisect` beats numpy

    def beginning(self, prefix: str) -> range:
        """Return the numbers of the strings that begin with `prefix`."""
        if not prefix:
            return range(len(self))
        key, known = encoded(prefix), self._prefix_keys
        least, end = _bounds(key)
        first = bisect_left(known, least)
        if first == len(known) or known[first] >= end:
            return range(first, first)
        return self._narrowed(key, first, bisect_left(known, end, first))

    def with_beginning(self, prefixes: Sequence[str]) -> list[str]:
        """Return those of `prefixes` with which some string begins."""
        keys = list(map(encoded, prefixes))
        bounds = np.array([_bounds(key) for key in keys], np.uint64).reshape(-1, 2)
        places = self._prefixes.searchsorted(bounds).tolist()
        found = zip(prefixes, keys, places, strict=True)
        return [prefix for prefix, key, (first, last) in found if first < last and self._narrowed(key, first, last)]

    def _narrowed(self, key: bytes, first: int, last: int) -> range:
        """Return the part of a range of strings, equal to `key` in their prefix keys, that begins with all of it."""
        if len(key) > PREFIX_BYTES or b"\0" in key:  # the filler of short strings
            first, last = bisect_left(self, key, first, last), bisect_left(self, key + b"\xff", first, last)
        return range(first, last)


class TermDictionary(HashDictionary, PrefixDictionary):
    """Strings written by `write_sorted`, found by value or by prefix."""


def _bounds(key: bytes) -> tuple[int, int]:
    """Return the first prefix key of strings that begin with `key`, and the one after the last."""
    least = prefix_key(key)
    return least, least + (1 << 8 * max(PREFIX_BYTES - len(key), 0))
