"""Structured values on disk, encoded with MessagePack: many in one file, decoded on access, or one in a file."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from search_app.search.storage.arrays import read_offsets, write_offsets
from search_app.search.storage.files import map_bytes, map_file

Value = TypeVar("Value")


def write_value(file: Path, value: object) -> None:
    """Write one value as a file of its own."""
    file.write_bytes(msgspec.msgpack.encode(value))


def read_value(file: Path, kind: type[Value]) -> Value:
    """Return the value that `write_value` wrote."""
    return msgspec.msgpack.decode(map_bytes(file), type=kind)


class RecordWriter:
    """Writes values one after the other, for Records."""

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
        write_offsets(self._ends_file, self._ends)


class Records:
    """Values of one type, by number, decoded on access."""

    def __init__(self, folder: Path, name: str, kind: type[Any]) -> None:
        self._bytes = map_file(folder / f"{name}.msgpack")
        self._ends = read_offsets(folder / f"{name}.ends")
        self._decode = msgspec.msgpack.Decoder(kind).decode

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> Any:
        return self._decode(self._bytes[self._ends[number] : self._ends[number + 1]])

    def all_of(self, numbers: Iterable[int]) -> list[Any]:
        """Return the values with these numbers."""
        data, ends, decode = self._bytes, self._ends, self._decode
        return [decode(data[ends[number] : ends[number + 1]]) for number in numbers]

    def chosen(self, numbers: Sequence[int]) -> RecordView:
        """Return a view of the values with these numbers; each is decoded on access."""
        return RecordView(self, numbers)


class Numbered(Protocol):
    """Values by number."""

    def __getitem__(self, number: int, /) -> Any: ...


class RecordView(Sequence[Any]):
    """Some records in an order of their own: a page shows a few of perhaps a hundred thousand."""

    def __init__(self, records: Numbered, numbers: Sequence[int]) -> None:
        self._records, self._numbers = records, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int | slice) -> Any:
        if isinstance(place, slice):
            return RecordView(self._records, self._numbers[place])
        return self._records[self._numbers[place]]
