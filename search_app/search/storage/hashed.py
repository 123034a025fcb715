"""Lists of numbers by key, of which only a checksum is stored: for keys that are looked up and never shown.

The checksum has 64 bits: two CRC-32, of the bytes and of the bytes backwards. The chance that two of a million keys
share one is one in forty million; they would share a list.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from math import isqrt
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import read_raw, write_raw
from search_app.search.storage.files import map_file
from search_app.search.storage.lists import RaggedArray


def checksum(key: str) -> int:
    """Return the checksum of a key."""
    encoded = key.encode("utf-8", "surrogatepass")
    return crc32(encoded) << 32 | crc32(encoded[::-1])


def write_hashed(folder: Path, name: str, pairs: Iterable[tuple[str, int]]) -> None:
    """Write the numbers of each key, in the given order; an empty key is left out."""
    known = [(checksum(key), number) for key, number in pairs if key]
    write_hashed_flat(
        folder,
        name,
        np.fromiter((each for each, _ in known), np.uint64, len(known)),
        np.fromiter((number for _, number in known), np.int64, len(known)),
    )


def write_hashed_flat(folder: Path, name: str, checksums: npt.NDArray[np.uint64], numbers: npt.ArrayLike) -> None:
    """Write numbers by the checksums of their keys, in parallel."""
    order = checksums.argsort(kind="stable")
    ordered = checksums[order]
    firsts = np.flatnonzero(np.diff(ordered, prepend=~ordered[:1]) != 0) if len(ordered) else order
    write_raw(folder / f"{name}.checksums", ordered[firsts])
    counts = np.diff(firsts, append=len(ordered))
    RaggedArray.write_flat(folder, name, counts, np.asarray(numbers)[order])


class HashedLists:
    """The lists that `write_hashed` wrote."""

    def __init__(self, folder: Path, name: str) -> None:
        self._checksums = map_file(folder / f"{name}.checksums").cast("Q")
        self._count = len(self._checksums)
        self._near = 2 * isqrt(self._count) + 1  # four standard deviations of an even spread
        self._lists = RaggedArray(folder, name)

    def __len__(self) -> int:
        return len(self._checksums)

    def __contains__(self, key: str) -> bool:
        return self._place(key) >= 0

    def of(self, key: str) -> list[int]:
        """Return the numbers of a key; none if it is unknown."""
        place = self._place(key)
        return self._lists.listed(place) if place >= 0 else []

    def _place(self, key: str) -> int:
        encoded = key.encode("utf-8", "surrogatepass")
        wanted, known = crc32(encoded) << 32 | crc32(encoded[::-1]), self._checksums  # `checksum` without the call
        count, near = self._count, self._near
        place = (wanted * count) >> 64  # checksums are spread evenly: this is near
        first = place - near if place > near else 0  # `max` and `min` without the calls
        last = place + near if place + near < count else count
        place = bisect_left(known, wanted, first, last)
        if not first < place < last:
            place = bisect_left(known, wanted)
        return place if place < count and known[place] == wanted else -1


def read_checksums(folder: Path, name: str, count: int) -> npt.NDArray[np.uint64]:
    """Return the checksum of the key of each of `count` numbers; 0 for those without a key."""
    found = np.zeros(count, np.uint64)
    lists = RaggedArray(folder, name)
    found[lists.values] = np.repeat(read_raw(folder / f"{name}.checksums", np.uint64), lists.counts())
    return found
