"""The entries of a generation on disk: one MessagePack value after the other, and where each begins.

Opening maps two files and reads nothing, whatever their size; an entry is decoded when it is asked for.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from search_app.glossary.render import Entry

ENTRIES = "entries.msgpack"
OFFSETS = "entries.offsets.npy"


def write_entries(folder: Path, entries: Iterable[Entry]) -> None:
    """Write `entries` into `folder`, in order."""
    encode = msgspec.msgpack.Encoder().encode
    offsets = [0]
    with (folder / ENTRIES).open("wb") as file:
        for entry in entries:
            offsets.append(offsets[-1] + file.write(encode(entry)))
    np.save(folder / OFFSETS, np.asarray(offsets, dtype=np.int64))


class EntryStore:
    """The entries of a generation by their ordinal, their place in reading order."""

    def __init__(self, folder: Path) -> None:
        self._offsets = np.load(folder / OFFSETS, mmap_mode="r")
        with (folder / ENTRIES).open("rb") as file:
            empty = len(self) == 0  # an empty file cannot be mapped
            self._bytes: mmap.mmap | bytes = b"" if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._decode = msgspec.msgpack.Decoder(Entry).decode

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, ordinal: int) -> Entry:
        return self._decode(self._bytes[self._offsets[ordinal] : self._offsets[ordinal + 1]])

    def __iter__(self) -> Iterator[Entry]:
        return (self[ordinal] for ordinal in range(len(self)))
