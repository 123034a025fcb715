"""A trigram index of names, for misspellings that no single word explains and for searches without results.

Names that share most trigrams with a text (Dice's coefficient) are candidates, ranked by edit distance: the method of
PostgreSQL's pg_trgm with rapidfuzz for the second step. Names are numbered by length, which makes those that are too
short or too long for the wanted similarity a prefix and a suffix of every list.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from search_app.glossary.naming import name_key
from search_app.search.storage.arrays import DocIds, distinct, read_array, read_buffer, write_array
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import StringArray

BUCKETS = 1 << 15  # lists that trigrams are hashed into
PAGE = 1 << 16  # names in a page: the list of a trigram is one of 16-bit numbers for each page
COMPARED = 64  # candidates ranked by edit distance
LONGEST = 80  # letters of a text that are compared
ROUNDING = 1e-9  # error of a product of a length and a similarity
LEAST_SHARED = 0.3  # fraction of the text's trigrams that a candidate has

_NOTHING = np.empty(0, np.int64)

Code = TypeVar("Code", int, npt.NDArray[np.int64])  # of a letter; or of many


def trigrams(key: str) -> set[int]:
    """Return the lists that contain the trigrams of a name's key."""
    padded = f"  {key} "
    return {_bucket(*map(ord, padded[start : start + 3])) for start in range(len(padded) - 2)}


def _bucket(first: Code, second: Code, third: Code) -> Code:
    return (first * 961 + second * 31 + third) % BUCKETS


def _pages(names: int) -> int:
    return max(1, math.ceil(names / PAGE))


def write_trigrams(folder: Path, keys: Sequence[str]) -> None:
    """Write the trigrams of `keys`; a key's place is its number."""
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    order = lengths.argsort(kind="stable")
    write_array(folder, "trigrams.names", order, np.int32)
    write_array(folder, "trigrams.lengths", lengths[order].searchsorted(np.arange(LONGEST + 2)), np.int64)

    pages = _pages(len(keys))
    every = [_trigrams_of([keys[number] for number in order[page * PAGE : (page + 1) * PAGE]]) for page in range(pages)]
    lists = np.concatenate([(buckets * pages + page).astype(np.int32) for page, (buckets, _) in enumerate(every)])
    numbers = np.concatenate([names.astype(np.uint16) for _, names in every])
    counts = np.bincount(lists, minlength=BUCKETS * pages)
    RaggedArray.write_flat(folder, "trigrams", counts, numbers[lists.argsort(kind="stable")], np.uint16)
    sizes = np.concatenate([np.bincount(names) for _, names in every])
    write_array(folder, "trigrams.sizes", sizes, np.int16)


def _trigrams_of(keys: Sequence[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the lists that contain the trigrams of the names of a page, in order, each with the place of its name."""
    padded = [f"  {key[:LONGEST]} " for key in keys]
    letters = np.frombuffer("".join(padded).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    buckets = _bucket(letters[:-2], letters[1:-1], letters[2:])  # of all names at once; `trigrams` does it for one
    owners = np.repeat(np.arange(len(keys)), np.fromiter(map(len, padded), np.int64, len(padded)))
    inside = owners[:-2] == owners[2:]
    return np.divmod(distinct(buckets[inside] * PAGE + owners[:-2][inside]), PAGE)


class TrigramIndex:
    """Finds names of a generation by similarity; `keys` are the sorted keys of its names, with spaces."""

    def __init__(self, folder: Path, keys: StringArray) -> None:
        self._keys = keys
        self._names = read_array(folder, "trigrams.names")
        self._starts = read_buffer(folder, "trigrams.lengths")  # first place of each length in `_names`
        self._lists = RaggedArray(folder, "trigrams")
        self._pages = _pages(len(self._names))
        self._sizes = read_array(folder, "trigrams.sizes")

    def nearest(self, text: str, least: float, limit: int = 10) -> list[tuple[int, float]]:
        """Return up to `limit` keys by number with their similarity (0 to 1), at least `least`, best first."""
        key = name_key(text)[:LONGEST]
        buckets = trigrams(key)
        first, last = self._about_as_long(len(key), least)
        lists = [found for bucket in buckets for found in self._between(bucket, first, last)]
        shared = np.bincount(np.concatenate([*lists, _NOTHING]), minlength=1)
        candidates = np.flatnonzero(shared >= max(1, int(len(buckets) * LEAST_SHARED)))
        if not len(candidates):
            return []
        dice = 2.0 * shared[candidates] / (len(buckets) + self._sizes[first + candidates])
        if len(candidates) > COMPARED:
            candidates = candidates[np.argpartition(-dice, COMPARED)[:COMPARED]]
        numbers = self._names[first + candidates].tolist()
        texts = [self._keys.text(number) for number in numbers]
        found = extract(key, texts, scorer=OSA.normalized_similarity, score_cutoff=least, limit=limit)
        return [(numbers[place], similarity) for _, similarity, place in found]

    def _between(self, bucket: int, first: int, last: int) -> Iterator[DocIds]:
        """Yield the places from `first` to `last` in a list, less `first`."""
        for page in range(first // PAGE, math.ceil(last / PAGE)):
            start = page * PAGE - first
            found = self._lists.between(bucket * self._pages + page, max(-start, 0), min(last - first - start, PAGE))
            yield found.astype(np.int64) + start

    def _about_as_long(self, length: int, least: float) -> tuple[int, int]:
        """Return the range of places of the names whose length allows a similarity of `least`."""
        shortest, longest = math.ceil(length * least - ROUNDING), math.floor(length / least + ROUNDING)
        return self._starts[shortest], self._starts[longest + 1] if longest <= LONGEST else len(self._names)
