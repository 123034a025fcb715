"""Rows of new tables, copied from those of others in the fewest runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.search.storage.arrays import read_array, read_starts, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.merging import RowRun, RowRuns
from search_app.search.storage.records import Records, RecordWriter


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Two folders with tables of three rows: `a0 a1 a2` and `b0 b1 b2`, each with a number and a list."""
    found = []
    for base, name in enumerate("ab"):
        folder = tmp_path / name
        folder.mkdir()
        records = RecordWriter(folder, "records")
        for row in range(3):
            records.add(f"{name}{row}")
        records.close()
        write_array(folder, "numbers", [10 * base + row for row in range(3)], np.int32)
        RaggedArray.write(folder, "lists", [[10 * base + row] * row for row in range(3)])
        found.append(folder)
    return found


def test_consecutive_rows_are_one_run(sources: list[Path]) -> None:
    a, b = sources
    runs = RowRuns(sources, [0, 0, 1, 1, 0], [0, 1, 1, 2, 2])
    assert list(runs) == [RowRun(a, 0, 2), RowRun(b, 1, 3), RowRun(a, 2, 3)]


def test_rows_out_of_order_are_runs_of_their_own(sources: list[Path]) -> None:
    assert [(run.start, run.stop) for run in RowRuns(sources, [0, 0, 0], [2, 1, 0])] == [(2, 3), (1, 2), (0, 1)]


@pytest.mark.parametrize("rows", [[(0, 0), (1, 1), (1, 2), (0, 2)], [], [(1, 0)]])
def test_every_kind_of_table_is_merged_alike(sources: list[Path], tmp_path: Path, rows: list[tuple[int, int]]) -> None:
    runs = RowRuns(sources, [source for source, _ in rows], [row for _, row in rows])
    runs.merge_records(tmp_path, "records")
    assert list(Records(tmp_path, "records", str)) == [f"{'ab'[source]}{row}" for source, row in rows]
    assert runs.merge_values(lambda source: read_array(source, "numbers")).tolist() == [10 * s + row for s, row in rows]

    def starts(source: Path) -> np.ndarray:
        return read_starts(source / "lists.starts")

    wanted = [[10 * source + row] * row for source, row in rows]
    assert runs.merge_counts(starts).tolist() == [len(each) for each in wanted]
    lists = runs.merge_lists(starts, lambda source: read_array(source, "lists"), np.int32)
    assert lists.tolist() == [value for each in wanted for value in each]
