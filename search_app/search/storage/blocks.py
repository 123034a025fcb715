"""Structured values on disk, compressed in blocks: for what is read seldom. Reading one decompresses its block.

A block has `RECORDS` values, the last one what is left, so the bytes follow from the values alone.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from search_app.search.storage.arrays import read_raw, write_raw
from search_app.search.storage.files import map_file
from search_app.search.storage.merging import RowRuns

RECORDS = 64  # of a block; with four times as many, entries take 4 % less and four times as long to read

Encoded = list[msgspec.Raw]

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Encoded).decode


class Compression:
    """Compresses blocks; what they have in common with `sample`, such as keys, takes almost no space."""

    def __init__(self, sample: object) -> None:
        self._common = _encode(sample)

    def compress(self, block: bytes) -> bytes:
        compressor = zlib.compressobj(zdict=self._common)
        return compressor.compress(block) + compressor.flush()

    def decompress(self, block: bytes) -> bytes:
        return zlib.decompressobj(zdict=self._common).decompress(block)


class BlockWriter:
    """Writes values one after the other, for BlockRecords."""

    def __init__(self, folder: Path, name: str, compression: Compression) -> None:
        self._file = (folder / f"{name}.blocks").open("wb")
        self._ends_file = folder / f"{name}.block_ends"
        self._ends = array("q", [0])
        self._compression = compression
        self._pending: Encoded = []
        self._count = 0

    def add(self, value: object) -> None:
        """Write one value."""
        self.add_encoded(msgspec.Raw(_encode(value)))

    def add_encoded(self, value: msgspec.Raw) -> None:
        """Write one value that is encoded already."""
        self._pending.append(value)
        self._count += 1
        if len(self._pending) == RECORDS:
            self._flush()

    def add_block(self, block: bytes) -> bool:
        """Write a compressed block of `RECORDS` values, unless one is begun; return whether it was written."""
        if not self._pending:
            self._ends.append(self._ends[-1] + self._file.write(block))
            self._count += RECORDS
        return not self._pending

    def close(self) -> None:
        """Finish; until then nothing can be read."""
        if self._pending:
            self._flush()
        self._file.close()
        write_raw(self._ends_file, array("q", [self._count, *self._ends]))

    def _flush(self) -> None:
        block = self._compression.compress(_encode(self._pending))
        self._ends.append(self._ends[-1] + self._file.write(block))
        self._pending.clear()


class BlockRecords(Sequence[Any]):
    """Values of one type, by number; `compression` is that with which they were written."""

    def __init__(self, folder: Path, name: str, kind: type[Any], compression: Compression) -> None:
        self._bytes = map_file(folder / f"{name}.blocks")
        numbers: list[int] = read_raw(folder / f"{name}.block_ends").tolist()
        self._count, self._ends = numbers[0], numbers[1:]
        self._compression = compression
        self._decode_value = msgspec.msgpack.Decoder(kind).decode
        self._last: tuple[int, Encoded] = (-1, [])  # block that was read last: neighbours are often read together

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> Any:  # type: ignore[override]
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._decode_value(self.encoded(number))

    def encoded(self, number: int) -> msgspec.Raw:
        """Return a value as it is encoded."""
        last, values = self._last
        if last != number // RECORDS:
            last, values = number // RECORDS, _decode(self._compression.decompress(self.block(number // RECORDS)))
            self._last = last, values
        return values[number % RECORDS]

    def block(self, number: int) -> bytes:
        """Return a block, compressed."""
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])


def merge_blocks(folder: Path, name: str, rows: RowRuns, compression: Compression) -> None:
    """Write the values of all rows; blocks that stay whole are copied."""
    sources = {source: BlockRecords(source, name, msgspec.Raw, compression) for source in rows.sources}
    writer = BlockWriter(folder, name, compression)
    for source, start, stop in rows:
        for number, is_block in _steps(start, stop):
            values = sources[source]
            if not (is_block and writer.add_block(values.block(number // RECORDS))):
                for each in range(number, number + RECORDS if is_block else number + 1):
                    writer.add_encoded(values.encoded(each))
    writer.close()


def _steps(start: int, stop: int) -> Iterator[tuple[int, bool]]:
    """Yield the numbers from `start` to `stop`, of whole blocks the first one; and whether it begins one."""
    number = start
    while number < stop:
        is_block = number % RECORDS == 0 and number + RECORDS <= stop
        yield number, is_block
        number += RECORDS if is_block else 1
