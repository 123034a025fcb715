"""Values compressed in blocks are read as they were, and merged into the bytes that writing them at once gives."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from search_app.search.storage.blocks import RECORDS, BlockRecords, BlockWriter, Compression, merge_blocks
from search_app.search.storage.merging import RowRuns

COMPRESSION = Compression(["a name that all have", 0])
Value = tuple[str, int]


def value(number: int) -> Value:
    return f"a name that all have {number * number}", number


def write(folder: Path, numbers: range) -> Path:
    folder.mkdir(exist_ok=True)
    writer = BlockWriter(folder, "values", COMPRESSION)
    for number in numbers:
        writer.add(value(number))
    writer.close()
    return folder


def read(folder: Path) -> BlockRecords:
    return BlockRecords(folder, "values", Value, COMPRESSION)


@pytest.mark.parametrize("count", [0, 1, RECORDS - 1, RECORDS, RECORDS + 1, 5 * RECORDS + 3])
def test_values_are_read_by_number(tmp_path: Path, count: int) -> None:
    found = read(write(tmp_path, range(count)))
    assert len(found) == count
    assert list(found) == [value(number) for number in range(count)]
    order = random.Random(1).sample(range(count), count)
    assert [found[number] for number in order] == [value(number) for number in order]
    with pytest.raises(IndexError):
        found[count]


def test_what_values_share_takes_little_space(tmp_path: Path) -> None:
    write(tmp_path, range(1000))
    assert (tmp_path / "values.blocks").stat().st_size < 8000  # of 33,000


@pytest.mark.parametrize("middle", [0, 1, RECORDS, 2 * RECORDS, 2 * RECORDS + 5])
def test_merged_values_are_the_bytes_of_all_written_at_once(tmp_path: Path, middle: int) -> None:
    count = 5 * RECORDS + 3
    whole = write(tmp_path / "whole", range(count))
    parts = [write(tmp_path / "a", range(middle)), write(tmp_path / "b", range(middle, count))]
    numbers = [int(number >= middle) for number in range(count)]
    rows = [number - middle * int(number >= middle) for number in range(count)]
    merged = tmp_path / "merged"
    merged.mkdir()
    merge_blocks(merged, "values", RowRuns(parts, numbers, rows), COMPRESSION)
    for name in ("values.blocks", "values.block_ends"):
        assert (merged / name).read_bytes() == (whole / name).read_bytes()


def test_a_changed_value_copies_the_other_blocks(tmp_path: Path) -> None:
    before, changed = write(tmp_path / "before", range(4 * RECORDS)), write(tmp_path / "changed", range(9, 10))
    rows = [(1, 0) if number == RECORDS + 2 else (0, number) for number in range(4 * RECORDS)]
    merged = tmp_path / "merged"
    merged.mkdir()
    runs = RowRuns([before, changed], [source for source, _ in rows], [row for _, row in rows])
    merge_blocks(merged, "values", runs, COMPRESSION)
    old, new = read(before), read(merged)
    assert [new[number][1] for number in (0, RECORDS + 1, RECORDS + 2, RECORDS + 3)] == [0, RECORDS + 1, 9, RECORDS + 3]
    assert [number for number in range(4) if old.block(number) != new.block(number)] == [1]


def test_a_damaged_block_is_not_read(tmp_path: Path) -> None:
    file = write(tmp_path, range(2 * RECORDS)) / "values.blocks"
    content = bytearray(file.read_bytes())
    content[len(content) // 4] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(zlib.error):
        read(tmp_path)[0]
    assert read(tmp_path)[RECORDS] == value(RECORDS)
