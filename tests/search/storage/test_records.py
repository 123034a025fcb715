"""Structured values on disk, decoded on access."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from search_app.search.storage.records import Records, RecordWriter, read_value, write_value


@dataclass(frozen=True)
class Point:
    x: int
    name: str


POINTS = [Point(1, "a"), Point(2, "𝔘"), Point(3, "")]


@pytest.fixture
def records(tmp_path: Path) -> Records:
    writer = RecordWriter(tmp_path, "points")
    for point in POINTS:
        writer.add(point)
    writer.close()
    return Records(tmp_path, "points", Point)


def test_records_are_read_by_number(records: Records) -> None:
    assert len(records) == 3
    assert [records[number] for number in range(3)] == POINTS
    assert records.all_of([2, 0]) == [POINTS[2], POINTS[0]]


def test_a_view_has_its_own_order_and_can_be_sliced(records: Records) -> None:
    view = records.chosen([2, 0, 1])
    assert list(view) == [POINTS[2], POINTS[0], POINTS[1]]
    assert list(view[1:]) == [POINTS[0], POINTS[1]]
    assert view[-1] == POINTS[1]
    assert len(view) == 3


def test_no_records_is_a_table_too(tmp_path: Path) -> None:
    RecordWriter(tmp_path, "none").close()
    assert len(Records(tmp_path, "none", Point)) == 0


def test_one_value_in_a_file(tmp_path: Path) -> None:
    write_value(tmp_path / "point", POINTS[1])
    assert read_value(tmp_path / "point", Point) == POINTS[1]
    with pytest.raises(msgspec.ValidationError):
        read_value(tmp_path / "point", list[int])
