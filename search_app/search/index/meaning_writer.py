"""Write the vectors of entries: each part of a build its own, then merged into those of a generation."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.rendering.entry import Entry
from search_app.search.meaning.encoder import DIMENSIONS, encoder
from search_app.search.meaning.quantization import quantize, signs, unit_scales
from search_app.search.storage.arrays import Counts, offsets, read_array, read_raw, write_array
from search_app.search.storage.merging import RowRuns

VECTORS, SCALES, SIGNS, STARTS = "meanings", "meanings.scales", "meanings.signs", "meanings.starts"

BUFFERED = 4096  # texts between two encodings


class MeaningWriter:
    """Writes several vectors for each entry, in the order in which entries are added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._counts = array("q")
        self._texts: list[str] = []
        self._rows: list[npt.NDArray[np.int8]] = []

    def add(self, entry: Entry) -> None:
        """Add the vectors of an entry."""
        before = len(self._texts)
        self._texts.extend(texts_of(entry))
        self._counts.append(len(self._texts) - before)
        if len(self._texts) >= BUFFERED:
            self._encode()

    def _encode(self) -> None:
        self._rows.append(quantize(encoder().encode_all(self._texts)).rows)
        self._texts.clear()

    def close(self) -> None:
        """Write the vectors and the number of each entry's."""
        self._encode()
        offsets(self._counts).tofile(self._folder / STARTS)
        write_array(self._folder, VECTORS, np.concatenate(self._rows), np.int8)


def texts_of(entry: Entry) -> Iterator[str]:
    """Yield the texts of an entry that have a vector each: its names with its definition, and each phrasing."""
    definition = entry.passages[0].text if entry.passages else ""
    yield f"{', '.join((entry.name, *entry.aliases))}: {definition}"
    yield from entry.asked_as


def merge_meanings(folder: Path, rows: RowRuns) -> None:
    """Write the vectors of a generation, merged from those that `MeaningWriter` wrote of its rows."""
    flat = rows.merge_lists(
        lambda source: DIMENSIONS * _starts(source), lambda source: read_array(source, VECTORS).ravel(), np.int8
    )
    vectors = flat.reshape(-1, DIMENSIONS)
    offsets(rows.merge_counts(_starts)).tofile(folder / STARTS)
    write_array(folder, VECTORS, vectors, np.int8)
    write_array(folder, SCALES, unit_scales(vectors), np.float32)
    write_array(folder, SIGNS, signs(vectors), np.uint64)


def _starts(source: Path) -> Counts:
    return read_raw(source / STARTS)
