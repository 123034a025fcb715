"""A field's postings as arrays, read once from Whoosh's own when an index is built.

For each stem, in order: the entries that hold it, what it adds to their BM25 score there, and where it stands.
Scores are Whoosh's BM25F for one field, computed ahead:

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length)),  idf = log(N / (df + 1)) + 1

with tf the weighted frequency. Answering then takes slices, sums and cuts of arrays (executor.py). Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); precomputed impacts: Anh and Moffat (2006).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import DocIds, Docs, Scores, read_array
from search_app.search.storage.files import map_file
from search_app.search.storage.strings import TermDictionary

K1, B = 1.2, 0.75  # Whoosh's defaults

_FIRST = np.ones(1, dtype=bool)


class StemDictionary(TermDictionary):
    """The stems of one field in order, each with the number of entries that contain it."""

    def __init__(self, folder: Path, field: str) -> None:
        super().__init__(folder, f"{field}.stems")
        self.starts = map_file(folder / f"{field}.starts").cast("q")  # of each stem's postings

    def frequency(self, stem: int) -> int:
        """Return how many entries contain the stem with this number."""
        return int(self.starts[stem + 1] - self.starts[stem])


class Postings:
    """The postings of one field. `docs` and `scores` of a stem are parallel arrays, docs in order."""

    def __init__(self, folder: Path, name: str, stems: StemDictionary | None = None) -> None:
        self.stems = stems or StemDictionary(folder, name)
        self._starts = self.stems.starts
        self._docs = read_array(folder, f"{name}.docs")
        self._scores = read_array(folder, f"{name}.scores")
        self._places = read_array(folder, f"{name}.places")
        self._place_starts = map_file(folder / f"{name}.place_starts").cast("q")
        self._bases = read_array(folder, f"{name}.bases")

    def of(self, stem: int) -> tuple[Docs, Scores]:
        """Return the entries that hold a stem, and what it adds to the score of each."""
        start, end = self._starts[stem], self._starts[stem + 1]
        return self._docs[start:end], self._scores[start:end]

    def of_all(self, stems: npt.NDArray[np.int32]) -> tuple[Docs, Scores]:
        """Return what `of` does for several stems, one after the other."""
        starts = np.frombuffer(self._starts, np.int64)
        places = spans(starts[stems], starts[stems + 1])
        return self._docs[places], self._scores[places]

    def places(self, stem: int) -> DocIds:
        """Return every place of a stem, in order; the places of an entry follow those of the entry before."""
        return np.asarray(self._places[self._place_starts[stem] : self._place_starts[stem + 1]])

    def holding(self, places: DocIds) -> Docs:
        """Return the entries in which these places, in order, are; each once."""
        docs = (self._bases.searchsorted(places, side="right") - 1).astype(np.int32)
        return np.asarray(docs[np.concatenate((_FIRST, docs[1:] != docs[:-1]))[: len(docs)]])


def spans(starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the numbers from each start up to its end, one run after the other."""
    counts = ends - starts
    last = counts.cumsum()
    return np.asarray(np.arange(last[-1] if len(last) else 0) + np.repeat(starts - last + counts, counts))
