"""The entries by meaning: a vector of each, compared with that of a query by the cosine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.index.meaning_writer import SCALES, SIGNS, VECTORS
from search_app.search.meaning.encoder import encoder
from search_app.search.meaning.quantization import Vectors, differing, signs
from search_app.search.storage.arrays import DocIds, read_array

EXACT_UP_TO = 4096  # entries that are all compared; of more, those whose signs differ least from the query's
CANDIDATES = 400  # entries of similar signs
NEAR = 48  # components of which the signs differ, of 128: so many entries of a hundred thousand are about as near

# Similarity from which an entry is close in meaning: of 100 queries about other subjects a tenth reach it, and of the
# queries about a term that reach it .91 have the term among the nearest three.
CLOSE = 0.55

Similarities = npt.NDArray[np.float32]


class MeaningIndex:
    """The vectors of the entries of the generation in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._vectors = read_array(folder, VECTORS)
        self._scales = read_array(folder, SCALES)
        self._signs = read_array(folder, SIGNS)

    def similarities(self, text: str, ordinals: Sequence[int]) -> Similarities:
        """Return the similarity of each entry to `text`, from -1 to 1; 0 for a text without known words."""
        return self._cosines(encoder().encode(text), np.asarray(ordinals, dtype=np.int64))

    def similarity(self, text: str, ordinal: int) -> float:
        """Return the similarity of one entry to `text`."""
        row = self._vectors[ordinal].astype(np.float32)  # without an array of one ordinal, half of the time
        return float(row.dot(encoder().encode(text))) * float(self._scales[ordinal])

    def nearest(self, text: str, limit: int, least: float = CLOSE) -> list[tuple[int, float]]:
        """Return up to `limit` entries whose similarity to `text` is at least `least`, most similar first."""
        query = encoder().encode(text)
        ordinals = self._candidates(query)
        found = self._cosines(query, ordinals)
        best = np.argsort(-found, kind="stable")[:limit]
        return [(int(ordinals[place]), float(found[place])) for place in best if found[place] >= least]

    def ranked(self, ordinal: int, others: Sequence[int]) -> list[int]:
        """Return `others` by their similarity to the entry `ordinal`, most similar first."""
        similarities = self._cosines(self._vectors[ordinal].astype(np.float32), np.asarray(others, dtype=np.int64))
        return [others[place] for place in np.argsort(-similarities, kind="stable").tolist()]

    def _candidates(self, query: Vectors) -> DocIds:
        """Return the entries to compare with a query."""
        if len(self._vectors) <= EXACT_UP_TO:
            return np.arange(len(self._vectors))
        distances = differing(self._signs, signs(query[None])[:, 0])
        most, wanted = NEAR, min(CANDIDATES, len(distances))
        while len(near := np.flatnonzero(distances <= most)) < wanted:
            most += NEAR
        nearest = distances.take(near)
        return np.asarray(near[nearest <= np.partition(nearest, wanted - 1)[wanted - 1]])

    def _cosines(self, query: Vectors, ordinals: DocIds) -> Similarities:
        vectors = self._vectors.take(ordinals, 0).astype(np.float32)
        return np.asarray((vectors @ query) * self._scales.take(ordinals))
