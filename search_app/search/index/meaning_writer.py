"""Write one vector for each entry: each part of a build its own, then merged into those of a generation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.rendering.entry import Entry
from search_app.search.meaning.encoder import DIMENSIONS, encoder
from search_app.search.meaning.quantization import Vectors, quantize, signs, unit_scales
from search_app.search.storage.arrays import Counts, read_array, write_array
from search_app.search.storage.merging import RowRuns

VECTORS, SCALES, SIGNS = "meanings", "meanings.scales", "meanings.signs"

# Weights of an entry's texts in its vector. Phrasings are written like queries.
NAMES = 1.0
PHRASINGS = 2.0
DEFINITION = 2.0

BUFFERED = 4096  # entries encoded at once, which bounds memory


class MeaningWriter:
    """Writes a vector for each entry, in the order in which entries are added."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: list[tuple[str, str, str]] = []
        self._rows: list[npt.NDArray[np.int8]] = []

    def add(self, entry: Entry) -> None:
        """Add an entry."""
        self._entries.append(texts_of(entry))
        if len(self._entries) == BUFFERED:
            self._encode()

    def _encode(self) -> None:
        self._rows.append(quantize(vectors_of(self._entries)).rows)
        self._entries.clear()

    def close(self) -> None:
        """Write the vectors."""
        self._encode()
        write_array(self._folder, VECTORS, np.concatenate(self._rows), np.int8)


def texts_of(entry: Entry) -> tuple[str, str, str]:
    """Return the texts of an entry that decide its vector: names, phrasings and definition."""
    definition = entry.passages[0].text if entry.passages else ""
    return ", ".join((entry.name, *entry.aliases)), "\n".join(entry.asked_as), definition


def vectors_of(entries: Sequence[tuple[str, str, str]]) -> Vectors:
    """Return a vector for each entry, the weighted mean of those of its texts."""
    total = np.zeros((len(entries), DIMENSIONS), np.float32)
    for place, weight in enumerate((NAMES, PHRASINGS, DEFINITION)):
        total += weight * encoder().encode_all([texts[place] for texts in entries])
    return total


def merge_meanings(folder: Path, rows: RowRuns) -> None:
    """Write the vectors of a generation, merged from those that `MeaningWriter` wrote of its rows."""
    flat = rows.merge_lists(_starts, lambda source: read_array(source, VECTORS).ravel(), np.int8)
    vectors = flat.reshape(-1, DIMENSIONS)
    write_array(folder, VECTORS, vectors, np.int8)
    write_array(folder, SCALES, unit_scales(vectors), np.float32)
    write_array(folder, SIGNS, signs(vectors), np.uint64)


def _starts(source: Path) -> Counts:
    return np.arange(len(read_array(source, VECTORS)) + 1) * DIMENSIONS
