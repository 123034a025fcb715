"""New tables out of stretches of others: what has not changed is copied in blocks, not made again.

A table has a row for each entry. Those of a generation are spliced from what the processes of its build wrote
(shares.py) and from the generation before. Both lie on disk in the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from search_app.search.storage.files import map_file

Ints = npt.NDArray[np.int64]
Values = npt.NDArray[Any]
Loaded = TypeVar("Loaded")


class RowRun(NamedTuple):
    """Rows that follow one another: `start` to `stop` of the tables in `source`."""

    source: Path
    start: int
    stop: int


class RowRuns(Sequence[RowRun]):
    """Where the rows of new tables come from, as the fewest runs."""

    def __init__(self, sources: Sequence[Path], numbers: Sequence[int], rows: Sequence[int]) -> None:
        """Take for each new row the number of its source, and its row there."""
        source, row = np.asarray(numbers, dtype=np.int64), np.asarray(rows, dtype=np.int64)
        breaks = ((np.diff(source) != 0) | (np.diff(row) != 1)).nonzero()[0] + 1
        firsts = np.concatenate(([0], breaks)) if len(row) else breaks
        lasts = np.append(breaks, len(row))[: len(firsts)] - 1
        stretches = zip(source[firsts].tolist(), row[firsts].tolist(), (row[lasts] + 1).tolist(), strict=True)
        self._runs = [RowRun(sources[number], start, stop) for number, start, stop in stretches]
        self.sources = tuple(sources)

    def __len__(self) -> int:
        return len(self._runs)

    def __getitem__(self, number: int) -> RowRun:  # type: ignore[override]
        return self._runs[number]

    def column(self, load: Callable[[Path], Values], kind: npt.DTypeLike = np.int64) -> Values:
        """Return a column with one value a row; `load` returns that of a source."""
        load = cache(load)
        return _joined((load(source)[start:stop] for source, start, stop in self), kind)

    def lists(self, starts: Callable[[Path], Ints], values: Callable[[Path], Values], kind: npt.DTypeLike) -> Values:
        """Return the lists of all rows, one after the other; `starts` says where each row's begins in `values`."""
        starts, values = cache(starts), cache(values)
        return _joined(
            (values(source)[starts(source)[start] : starts(source)[stop]] for source, start, stop in self), kind
        )

    def counts(self, starts: Callable[[Path], Ints]) -> Ints:
        """Return how long the list of each row is."""
        return self.column(lambda source: np.diff(starts(source)))

    def records(self, folder: Path, name: str) -> None:
        """Write the records of all rows, as RecordWriter does."""
        ends = cache(lambda source: read_numbers(source, f"{name}.ends"))
        content = cache(lambda source: map_file(source / f"{name}.msgpack"))
        with (folder / f"{name}.msgpack").open("wb") as file:
            for source, start, stop in self:
                file.write(content(source)[ends(source)[start] : ends(source)[stop]])
        starting(self.counts(ends)).tofile(folder / f"{name}.ends")


def read_numbers(folder: Path, name: str, kind: npt.DTypeLike = np.int64) -> Values:
    """Map a file of plain numbers."""
    return np.frombuffer(map_file(folder / name), kind)


def starting(counts: npt.ArrayLike) -> Ints:
    """Return where lists begin that stand one after the other, and where the last one ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(counts, dtype=np.int64)))


def _joined(stretches: Any, kind: npt.DTypeLike) -> Values:
    return np.concatenate([np.empty(0, kind), *stretches]).astype(kind, copy=False)
