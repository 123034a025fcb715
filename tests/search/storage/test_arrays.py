"""Numbers written to disk are read back unchanged, and the array arithmetic that every table is built on."""

from __future__ import annotations

from array import array
from pathlib import Path

import numpy as np
import pytest

from search_app.search.storage.arrays import (
    compress_array,
    decompress_array,
    distinct,
    offsets,
    ranges,
    read_array,
    read_buffer,
    read_offsets,
    read_raw,
    read_starts,
    write_array,
    write_narrow,
    write_offsets,
    write_raw,
)


def test_an_array_keeps_its_type(tmp_path: Path) -> None:
    write_array(tmp_path, "numbers", [3, 1, 2], np.uint16)
    assert read_array(tmp_path, "numbers").dtype == np.uint16
    assert type(read_array(tmp_path, "numbers")) is np.ndarray
    assert read_array(tmp_path, "numbers").tolist() == [3, 1, 2]


def test_a_buffer_returns_python_numbers(tmp_path: Path) -> None:
    write_array(tmp_path, "numbers", [3, 1], np.int32)
    assert type(read_buffer(tmp_path, "numbers")[0]) is int


def test_raw_numbers_are_read_with_the_type_that_the_reader_names(tmp_path: Path) -> None:
    write_raw(tmp_path / "raw", array("I", [1, 2**32 - 1]))
    assert read_raw(tmp_path / "raw", np.uint32).tolist() == [1, 2**32 - 1]
    write_raw(tmp_path / "empty", array("q"))
    assert read_raw(tmp_path / "empty").tolist() == []


def test_offsets_are_the_starts_of_lists_and_the_end_of_the_last() -> None:
    assert offsets([2, 0, 3]).tolist() == [0, 2, 2, 5]
    assert offsets([]).tolist() == [0]


def test_ranges_are_concatenated_and_may_be_empty() -> None:
    assert ranges(np.array([7, 1, 4]), np.array([9, 1, 6])).tolist() == [7, 8, 4, 5]
    assert ranges(np.array([], np.int64), np.array([], np.int64)).tolist() == []


def test_distinct_values_are_sorted() -> None:
    assert distinct(np.array([5, 1, 5, 3, 1])).tolist() == [1, 3, 5]
    assert distinct(np.array([], np.int64)).tolist() == []


@pytest.mark.parametrize("values", [[], [0, 255], [1, 2**16], [-1, 5], [2.0, 3.0], [0.5, 2.0], [2**40, 7]], ids=str)
def test_compressed_numbers_are_those_that_were_given(values: list[float]) -> None:
    given = np.asarray(values, np.float32 if any(isinstance(each, float) for each in values) else np.int64)
    assert decompress_array(compress_array(given)).tolist() == given.tolist()


def test_offsets_are_as_narrow_as_they_may_be_and_calculated_with_in_64_bits(tmp_path: Path) -> None:
    write_offsets(tmp_path / "starts", [0, 7, 2**32 - 1])
    assert read_offsets(tmp_path / "starts").tolist() == [0, 7, 2**32 - 1]
    assert np.diff(read_starts(tmp_path / "starts")).tolist() == [7, 2**32 - 8]
    assert (read_starts(tmp_path / "starts") - 8)[0] == -8
    with pytest.raises(OverflowError, match="starts: a table of a generation has less than 4 GiB"):
        write_offsets(tmp_path / "starts", [0, 2**32])


def test_narrow_numbers_take_the_bytes_they_need(tmp_path: Path) -> None:
    for highest, size in ((255, 1), (256, 2), (2**16, 4)):
        write_narrow(tmp_path, "numbers", np.asarray([0, highest]))
        assert read_array(tmp_path, "numbers").tolist() == [0, highest]
        assert read_array(tmp_path, "numbers").itemsize == size
