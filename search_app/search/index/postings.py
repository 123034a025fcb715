"""The postings of a field as arrays: for each stem its entries, its BM25 score in each, and its positions.

Scores are Whoosh's BM25F for one field, computed at build time:

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length)),  idf = log(N / (df + 1)) + 1

with tf the weighted frequency. Evaluating a query takes slices, sums and intersections of arrays. Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); precomputed impacts: Anh and Moffat (2006).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import DocIds, Docs, Scores, ranges, read_array, read_offsets
from search_app.search.storage.strings import HashDictionary

K1, B = 1.2, 0.75  # Whoosh's defaults

_FIRST = np.ones(1, dtype=bool)


class StemDictionary(HashDictionary):
    """The stems of one field, sorted, with their document frequencies."""

    def __init__(self, folder: Path, field: str) -> None:
        super().__init__(folder, f"{field}.stems")
        self.starts = read_offsets(folder / f"{field}.starts")  # of each stem's postings

    def frequency(self, stem: int) -> int:
        """Return the number of entries that contain a stem."""
        return int(self.starts[stem + 1] - self.starts[stem])


class Postings:
    """The postings of one field. A stem has an array of entries, ascending, and one of scores."""

    def __init__(self, folder: Path, name: str, stems: StemDictionary | None = None) -> None:
        self.stems = stems or StemDictionary(folder, name)
        self._starts = self.stems.starts
        self._docs = read_array(folder, f"{name}.docs")
        self._scores = read_array(folder, f"{name}.scores")
        self._places = read_array(folder, f"{name}.places")
        self._place_starts = read_offsets(folder / f"{name}.place_starts")
        self._bases = read_array(folder, f"{name}.bases")

    def of(self, stem: int) -> tuple[Docs, Scores]:
        """Return the entries that contain a stem, and its score in each."""
        start, end = self._starts[stem], self._starts[stem + 1]
        return self._docs[start:end], self._scores[start:end]

    def of_all(self, stems: npt.NDArray[np.int32]) -> tuple[Docs, Scores]:
        """Return the postings of several stems, one after the other."""
        starts = np.frombuffer(self._starts, np.uint32)
        places = ranges(starts[stems].astype(np.int64), starts[stems + 1].astype(np.int64))
        return self._docs[places], self._scores[places]

    def places(self, stem: int) -> DocIds:
        """Return all positions of a stem, ascending, in the number space that all entries share."""
        return np.asarray(self._places[self._place_starts[stem] : self._place_starts[stem + 1]])

    def holding(self, places: DocIds) -> Docs:
        """Return the distinct entries that contain these ascending positions."""
        docs = (self._bases.searchsorted(places, side="right") - 1).astype(np.int32)
        return np.asarray(docs[np.concatenate((_FIRST, docs[1:] != docs[:-1]))[: len(docs)]])
