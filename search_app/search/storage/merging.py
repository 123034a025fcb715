"""Merge tables out of runs of rows of other tables: unchanged rows are copied in blocks, not computed again.

A table has a row for each entry. The tables of a generation are merged from those that the parts of its build have
written and from those of the generation before; all have the same format on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import Counts, offsets, read_starts, write_offsets
from search_app.search.storage.files import map_file

Values = npt.NDArray[Any]


class RowRun(NamedTuple):
    """Consecutive rows: `start` to `stop` of the tables in `source`."""

    source: Path
    start: int
    stop: int


class RowRuns(Sequence[RowRun]):
    """The rows of new tables, as the fewest runs of rows of existing ones."""

    def __init__(self, sources: Sequence[Path], numbers: Sequence[int], rows: Sequence[int]) -> None:
        """Take for each new row the number of its source, and its row there."""
        source, row = np.asarray(numbers, dtype=np.int64), np.asarray(rows, dtype=np.int64)
        breaks = ((np.diff(source) != 0) | (np.diff(row) != 1)).nonzero()[0] + 1
        firsts = np.concatenate(([0], breaks)) if len(row) else breaks
        lasts = np.append(breaks, len(row))[: len(firsts)] - 1
        runs = zip(source[firsts].tolist(), row[firsts].tolist(), (row[lasts] + 1).tolist(), strict=True)
        self._runs = [RowRun(sources[number], start, stop) for number, start, stop in runs]
        self.sources = tuple(sources)

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, number: int) -> RowRun:  # type: ignore[override]
        return self._runs[number]

    def merge_values(self, load: Callable[[Path], Values], kind: npt.DTypeLike = np.int64) -> Values:
        """Return one value for each row; `load` returns those of a source."""
        load = cache(load)
        return _concatenated((load(source)[start:stop] for source, start, stop in self), kind)

    def merge_lists(
        self, starts: Callable[[Path], Counts], values: Callable[[Path], Values], kind: npt.DTypeLike
    ) -> Values:
        """Return the lists of all rows, one after the other; in a source, row n's begins at `starts[n]` of `values`."""
        starts, values = cache(starts), cache(values)
        return _concatenated(
            (values(source)[starts(source)[start] : starts(source)[stop]] for source, start, stop in self), kind
        )

    def merge_counts(self, starts: Callable[[Path], Counts]) -> Counts:
        """Return the length of each row's list."""
        return self.merge_values(lambda source: np.diff(starts(source)))

    def merge_records(self, folder: Path, name: str) -> None:
        """Write the records of all rows in the format of RecordWriter."""
        ends = cache(lambda source: read_starts(source / f"{name}.ends"))
        content = cache(lambda source: map_file(source / f"{name}.msgpack"))
        with (folder / f"{name}.msgpack").open("wb") as file:
            for source, start, stop in self:
                file.write(content(source)[ends(source)[start] : ends(source)[stop]])
        write_offsets(folder / f"{name}.ends", offsets(self.merge_counts(ends)))


def _concatenated(arrays: Iterable[Values], kind: npt.DTypeLike) -> Values:
    return np.concatenate([np.empty(0, kind), *arrays]).astype(kind, copy=False)
