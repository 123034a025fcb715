"""The entries by meaning: vectors of their texts, compared with that of a query by the cosine.

An entry is as similar to a query as the most similar of its texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.index.meaning_writer import SCALES, SIGNS, STARTS, VECTORS
from search_app.search.meaning.encoder import encoder
from search_app.search.meaning.quantization import Vectors, differing, signs
from search_app.search.storage.arrays import Counts, ranges, read_array, read_raw

EXACT_UP_TO = 8192  # vectors that are all compared; of more, those whose signs differ least
CANDIDATES = 400  # vectors of similar signs

CLOSE = 0.45  # similarity from which an entry is close in meaning


class MeaningIndex:
    """The vectors of the entries of the generation in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._vectors = read_array(folder, VECTORS)
        self._scales = read_array(folder, SCALES)
        self._signs = read_array(folder, SIGNS)
        self._starts: Counts = read_raw(folder / STARTS)

    def similarities(self, text: str, ordinals: Sequence[int]) -> npt.NDArray[np.float32]:
        """Return the similarity of each entry to `text`, from -1 to 1; 0 for a text without known words."""
        chosen = np.asarray(ordinals, dtype=np.int64)
        first, ends = self._starts[chosen], self._starts[chosen + 1]
        found = self._cosines(encoder().encode(text), ranges(first, ends))
        return np.asarray(np.maximum.reduceat(found, np.cumsum(ends - first) - (ends - first)))

    def nearest(self, text: str, limit: int, least: float = CLOSE) -> list[tuple[int, float]]:
        """Return up to `limit` entries whose similarity to `text` is at least `least`, most similar first."""
        query = encoder().encode(text)
        places = self._candidates(query)
        found = self._cosines(query, places)
        close = np.flatnonzero(found >= least)
        owners = np.searchsorted(self._starts, places[close], side="right") - 1
        best: dict[int, float] = {}
        for place in np.argsort(-found[close], kind="stable").tolist():
            best.setdefault(int(owners[place]), float(found[close][place]))
            if len(best) == limit:
                break
        return list(best.items())

    def _candidates(self, query: Vectors) -> Counts:
        """Return the places of the vectors to compare with that of a query."""
        if len(self._vectors) <= EXACT_UP_TO:
            return np.arange(len(self._vectors))
        distances = differing(self._signs, signs(query[None])[:, 0])
        furthest = np.searchsorted(np.bincount(distances).cumsum(), CANDIDATES)
        return np.flatnonzero(distances <= furthest)

    def _cosines(self, query: Vectors, places: Counts) -> npt.NDArray[np.float32]:
        return np.asarray((self._vectors[places].astype(np.float32) @ query) * self._scales[places])
