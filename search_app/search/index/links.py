"""The link graph of the entries: curated links, mentions in texts (in both directions), and inbound links.

A mention weighs more the fewer texts mention the same term (inverse document frequency, applied to links); being
mentioned weighs half as much. Related terms are the curated ones, then mentions by weight; similar texts, which the
caller finds, break ties and fill up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import Counts, distinct, read_array, write_array
from search_app.search.storage.lists import RaggedArray

KEPT = 48  # links kept for each term
FIRST = 8  # links of an entry that `first` returns
MENTIONED_BY_WEIGHT, SIMILAR_WEIGHT = 0.5, 0.15  # relative to a mention

Ranked = list[tuple[int, str]]
Floats = npt.NDArray[np.float64]


def write_links(folder: Path, curated: Sequence[Sequence[int]], counts: Counts, mentions: Counts) -> Counts:
    """Write the link graph.

    Args:
        folder: the generation.
        curated: for each entry the ordinals of its curated links.
        counts: the number of mentions in each entry.
        mentions: the ordinals of the mentioned entries, entry by entry.

    Returns:
        The number of inbound links of each entry (see `Links.leading`).
    """
    linked, others, weights = _weighted(counts, mentions)
    RaggedArray.write(folder, "links.curated", curated)
    RaggedArray.write_flat(folder, "links.mentions", linked, others)
    write_array(folder, "links.weights", weights, np.float32)
    RaggedArray.write_flat(folder, "links.first", *_first(curated, linked, others))
    inbound = _inbound(curated, counts, mentions)
    write_array(folder, "links.inbound", inbound, np.int32)
    return inbound


def _inbound(curated: Sequence[Sequence[int]], counts: Counts, mentions: Counts) -> Counts:
    """Return for each entry the number of distinct other entries with a curated link to it or a mention of it."""
    total = len(curated)
    chosen = np.fromiter((other for each in curated for other in each), np.int64)
    choosing = np.repeat(np.arange(total), np.fromiter(map(len, curated), np.int64, total))
    sources = np.concatenate((choosing, np.repeat(np.arange(total), counts)))
    targets = np.concatenate((chosen, mentions))
    apart = sources != targets
    return np.bincount(distinct(sources[apart] * total + targets[apart]) % max(total, 1), minlength=total)


def _weighted(counts: Counts, mentioned: Counts) -> tuple[Counts, Counts, Floats]:
    """Return the entries that mentions link each entry with, as counts and values, heaviest first, and the weights."""
    total = len(counts)
    mentioning = np.repeat(np.arange(total), counts)
    rarity = 1 / (1 + np.log1p(np.bincount(mentioned, minlength=total)))
    pairs = np.concatenate((mentioning * total + mentioned, mentioned * total + mentioning))
    weights = np.concatenate((rarity[mentioned], MENTIONED_BY_WEIGHT * rarity[mentioned]))
    order = np.argsort(pairs, kind="stable")  # faster than np.unique, which hashes
    pairs, weights = pairs[order], weights[order]
    is_new = np.diff(pairs, prepend=-1) > 0
    pairs, summed = pairs[is_new], np.bincount(np.cumsum(is_new) - 1, weights=weights)
    entries, others = np.divmod(pairs, max(total, 1))
    order = np.lexsort((others, -summed, entries))
    entries, others, summed = entries[order], others[order], summed[order]
    rank = np.arange(len(entries)) - np.searchsorted(entries, entries)
    kept = (rank < KEPT) & (entries != others)
    return np.bincount(entries[kept], minlength=total), others[kept], summed[kept]


def _first(curated: Sequence[Sequence[int]], counts: Counts, others: Counts) -> tuple[Counts, Counts]:
    """Return the first links of each entry, as counts and values: curated ones, then mentions by weight."""
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
        self._inbound = read_array(folder, "links.inbound")

    def first(self, ordinal: int) -> list[int]:
        """Return the best links of an entry, best first, without regard to similar texts."""
        return self._first.listed(ordinal)

    def is_curated(self, ordinal: int, other: int) -> bool:
        """Return whether an entry has a curated link to `other`."""
        return other in self._curated.listed(ordinal)

    def leading(self) -> npt.NDArray[np.int32]:
        """Return the number of inbound links of each entry: of distinct others with a link to it or a mention of it."""
        return self._inbound

    def ranked(self, ordinal: int, alike: Sequence[int]) -> Ranked:
        """Return related entries with their sources, best first; `alike` are those with similar texts, best first."""
        found = dict.fromkeys(self._curated[ordinal].tolist(), "curated")
        place = self._mentions.place(ordinal)
        weight = dict(zip(self._mentions[ordinal].tolist(), self._weights[place].tolist(), strict=True))
        mentioned = set(weight)
        for position, other in enumerate(alike):
            weight[other] = weight.get(other, 0.0) + SIMILAR_WEIGHT / math.sqrt(1 + position)
        for other in sorted(weight, key=lambda each: -weight[each]):
            found.setdefault(other, "mentioned" if other in mentioned else "similar")
        return list(found.items())
