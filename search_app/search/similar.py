"""Names that look like a text: for misspellings no single word explains, and for searches that found nothing.

Names are indexed by their trigrams (three letters in a row, with the ends marked); those that share most of them
with the text (Dice's coefficient) are compared letter by letter. The method of PostgreSQL's pg_trgm, with
rapidfuzz's edit distance as the judge.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from search_app.glossary.naming import name_key
from search_app.search.tables import Groups, StringTable, read_array, write_array

BUCKETS = 1 << 15  # trigrams are hashed into so many lists
COMPARED = 64  # names compared letter by letter
LONGEST = 80  # letters of a text that are looked at
LEAST_SHARED = 0.3  # share of the text's trigrams a name must have

Code = TypeVar("Code", int, npt.NDArray[np.int64])  # of a letter; or of many


def trigrams(key: str) -> set[int]:
    """Return the lists in which the trigrams of a name's key stand."""
    padded = f"  {key} "
    return {_bucket(*map(ord, padded[start : start + 3])) for start in range(len(padded) - 2)}


def _bucket(first: Code, second: Code, third: Code) -> Code:
    return (first * 961 + second * 31 + third) % BUCKETS


def write_trigrams(folder: Path, keys: Sequence[str]) -> None:
    """Write the trigrams of `keys`, whose places in the sequence are their numbers."""
    padded = [f"  {key[:LONGEST]} " for key in keys]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    buckets = _bucket(letters[:-2], letters[1:-1], letters[2:])  # of all in one row: see `trigrams` for one key
    owners = np.repeat(np.arange(len(keys)), np.fromiter(map(len, padded), np.int64, len(padded)))
    inside = owners[:-2] == owners[2:]
    pairs = np.sort(buckets[inside] * len(keys) + owners[:-2][inside])
    found = pairs[np.diff(pairs, prepend=-1) > 0]  # quicker than numpy's unique, which hashes
    lists, numbers = np.divmod(found, max(len(keys), 1))
    Groups.write_flat(folder, "trigrams", np.bincount(lists, minlength=BUCKETS), numbers)
    write_array(folder, "trigrams.sizes", np.bincount(numbers, minlength=len(keys)), np.int16)


class SimilarNames:
    """Finds names of a generation by likeness; `keys` are the sorted keys of its names, words apart."""

    def __init__(self, folder: Path, keys: StringTable) -> None:
        self._keys = keys
        self._lists = Groups(folder, "trigrams")
        self._sizes = read_array(folder, "trigrams.sizes")

    def nearest(self, text: str, least: float, limit: int = 10) -> list[tuple[int, float]]:
        """Return the numbers of up to `limit` keys with their likeness (0 to 1), `least` or more, best first."""
        key = name_key(text)[:LONGEST]
        buckets = trigrams(key)
        shared = np.bincount(np.concatenate([self._lists[bucket] for bucket in buckets]), minlength=len(self._sizes))
        candidates = np.flatnonzero(shared >= max(1, int(len(buckets) * LEAST_SHARED)))
        if not len(candidates):
            return []
        dice = 2.0 * shared[candidates] / (len(buckets) + self._sizes[candidates])
        if len(candidates) > COMPARED:
            candidates = candidates[np.argpartition(-dice, COMPARED)[:COMPARED]]
        found = [
            (number, OSA.normalized_similarity(key, self._keys.text(number), score_cutoff=least))
            for number in candidates.tolist()
        ]
        return sorted((pair for pair in found if pair[1] >= least), key=lambda pair: -pair[1])[:limit]
