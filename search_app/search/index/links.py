"""What to read next: curated links first, then terms named in the text (either way) and similar texts.

A mention says the more, the fewer other texts mention the same term: every text names "program" (the idea of inverse
document frequency, applied to links). Being named by another text counts half, and likeness breaks ties and fills up.
Likeness is a search for the entry's own most telling words, as Lucene's MoreLikeThis does, so it needs no table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import read_array, write_array
from search_app.search.storage.lists import RaggedArray

KEPT = 48  # links kept for each term
FIRST = 8  # links of each of several hits that are looked at
NAMED_BY_WEIGHT, SIMILAR_WEIGHT = 0.5, 0.15  # beside 1 for a mention

Ranked = list[tuple[int, str]]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def write_links(folder: Path, curated: Sequence[Sequence[int]], counts: Ints, mentions: Ints) -> Ints:
    """Write the curated links and the mentions of entries.

    Args:
        folder: the generation.
        curated: for each entry the ordinals of those its editors chose.
        counts: how many others each entry mentions.
        mentions: their ordinals, entry after entry.

    Returns:
        For each entry how many others lead to it.
    """
    total = len(curated)
    linked, others, weights = _weighted(counts, mentions)
    RaggedArray.write(folder, "links.curated", curated)
    RaggedArray.write_flat(folder, "links.mentions", linked, others)
    write_array(folder, "links.weights", weights, np.float32)
    RaggedArray.write_flat(folder, "links.first", *_first(curated, linked, others))
    chosen = np.fromiter((other for each in curated for other in each), np.int64)
    return np.bincount(chosen, minlength=total) + np.bincount(mentions, minlength=total)


def _weighted(counts: Ints, named: Ints) -> tuple[Ints, Ints, Floats]:
    """Return how many entries each is linked with by mentions, these in order of their weights, and the weights."""
    total = len(counts)
    naming = np.repeat(np.arange(total), counts)
    telling = 1 / (1 + np.log1p(np.bincount(named, minlength=total)))
    pairs = np.concatenate((naming * total + named, named * total + naming))
    said = np.concatenate((telling[named], NAMED_BY_WEIGHT * telling[named]))
    order = np.argsort(pairs, kind="stable")  # quicker than numpy's unique, which hashes
    pairs, said = pairs[order], said[order]
    is_new = np.diff(pairs, prepend=-1) > 0
    pairs, weights = pairs[is_new], np.bincount(np.cumsum(is_new) - 1, weights=said)
    entries, others = np.divmod(pairs, max(total, 1))
    order = np.lexsort((others, -weights, entries))
    entries, others, weights = entries[order], others[order], weights[order]
    rank = np.arange(len(entries)) - np.searchsorted(entries, entries)
    kept = (rank < KEPT) & (entries != others)
    return np.bincount(entries[kept], minlength=total), others[kept], weights[kept]


def _first(curated: Sequence[Sequence[int]], counts: Ints, others: Ints) -> tuple[Ints, Ints]:
    """Return how many links are looked at first of each entry, and which: the curated ones, then the weightiest."""
    has_curated = np.fromiter(map(bool, curated), bool, len(curated))
    starts = np.cumsum(counts) - counts
    by_mention = np.where(has_curated, 0, np.minimum(counts, FIRST))
    first = others[np.repeat(starts - np.cumsum(by_mention) + by_mention, by_mention) + np.arange(by_mention.sum())]
    if not has_curated.any():
        return by_mention, first
    lists = np.split(first, np.cumsum(by_mention)[:-1])
    for entry in has_curated.nonzero()[0].tolist():
        mentioned = others[starts[entry] : starts[entry] + counts[entry]].tolist()
        lists[entry] = np.asarray(list(dict.fromkeys([*curated[entry], *mentioned]))[:FIRST])
    return np.fromiter(map(len, lists), np.int64, len(lists)), np.concatenate(lists)


class Links:
    """The links of a generation."""

    def __init__(self, folder: Path) -> None:
        self._curated = RaggedArray(folder, "links.curated")
        self._first = RaggedArray(folder, "links.first")
        self._mentions = RaggedArray(folder, "links.mentions")
        self._weights = read_array(folder, "links.weights")

    def first(self, ordinal: int) -> list[int]:
        """Return the terms an entry leads to by links alone, best first; quick, for each of several hits."""
        found: list[int] = self._first[ordinal].tolist()
        return found

    def is_curated(self, ordinal: int, other: int) -> bool:
        """Say whether an entry's editors chose `other`."""
        return other in self._curated[ordinal].tolist()

    def leading(self) -> npt.NDArray[np.int64]:
        """Return for each entry how many others lead to it."""
        return sum(
            (np.bincount(links.values, minlength=len(links)) for links in (self._curated, self._mentions)),
            start=np.zeros(len(self._curated), np.int64),
        )

    def ranked(self, ordinal: int, alike: Sequence[int]) -> Ranked:
        """Return where an entry leads, best first, each with who says so; `alike` are similar texts, best first."""
        found = dict.fromkeys(self._curated[ordinal].tolist(), "curated")
        place = self._mentions.place(ordinal)
        weight = dict(zip(self._mentions[ordinal].tolist(), self._weights[place].tolist(), strict=True))
        mentioned = set(weight)
        for position, other in enumerate(alike):
            weight[other] = weight.get(other, 0.0) + SIMILAR_WEIGHT / math.sqrt(1 + position)
        for other in sorted(weight, key=lambda each: -weight[each]):
            found.setdefault(other, "mentioned" if other in mentioned else "similar")
        return list(found.items())
