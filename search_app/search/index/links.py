"""The link graph of the entries: curated links, mentions in texts (in both directions), and inbound links.

A mention weighs more the fewer texts mention the same term (inverse document frequency, applied to links); being
mentioned weighs half as much. Related terms are the curated ones, then mentions by weight; similar texts, which the
caller finds, break ties and fill up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import Counts, distinct, read_array, write_array, write_narrow
from search_app.search.storage.lists import RaggedArray

MENTIONS = "mentions"  # of each entry, in reading order
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
    RaggedArray.write_flat(folder, MENTIONS, counts, mentions)
    RaggedArray.write(folder, "links.curated", curated)
    RaggedArray.write_flat(folder, "links.mentions", *_heaviest(counts, mentions))
    write_narrow(folder, "links.mentioning", np.bincount(mentions, minlength=len(curated)))
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


def _heaviest(counts: Counts, mentioned: Counts) -> tuple[Counts, Counts]:
    """Return the entries that mentions link each entry with, as counts and values, heaviest first."""
    total = len(counts)
    mentioning = np.repeat(np.arange(total), counts)
    rarity = _rarity(np.bincount(mentioned, minlength=total))
    pairs = np.concatenate((mentioning * total + mentioned, mentioned * total + mentioning))
    weights = np.concatenate((rarity[mentioned], MENTIONED_BY_WEIGHT * rarity[mentioned]))
    order = np.argsort(pairs, kind="stable")  # faster than np.unique, which hashes
    pairs, weights = pairs[order], weights[order]
    is_new = np.diff(pairs, prepend=-1) > 0
    pairs, summed = pairs[is_new], np.bincount(np.cumsum(is_new) - 1, weights=weights)
    entries, others = np.divmod(pairs, max(total, 1))
    order = np.lexsort((others, -summed, entries))
    entries, others = entries[order], others[order]
    rank = np.arange(len(entries)) - np.searchsorted(entries, entries)
    kept = (rank < KEPT) & (entries != others)
    return np.bincount(entries[kept], minlength=total), others[kept]


def _rarity(mentioning: npt.NDArray[Any]) -> Floats:
    """Return the weight of a mention of an entry that so many texts mention."""
    return np.asarray(1 / (1 + np.log1p(mentioning)), np.float64)


class Links:
    """The links of a generation."""

    def __init__(self, folder: Path) -> None:
        self._curated = RaggedArray(folder, "links.curated")
        self._linked = RaggedArray(folder, "links.mentions")
        self._mentions = RaggedArray(folder, MENTIONS)
        self._mentioning = read_array(folder, "links.mentioning")  # number of texts
        self._inbound = read_array(folder, "links.inbound")

    def first(self, ordinal: int) -> list[int]:
        """Return the best links of an entry, best first, without regard to similar texts."""
        mentioned = self._linked.listed(ordinal, FIRST)
        curated = self._curated.listed(ordinal)
        return list(dict.fromkeys([*curated, *mentioned]))[:FIRST] if curated else mentioned

    def is_curated(self, ordinal: int, other: int) -> bool:
        """Return whether an entry has a curated link to `other`."""
        return other in self._curated.listed(ordinal)

    def leading(self) -> npt.NDArray[np.int32]:
        """Return the number of inbound links of each entry: of distinct others with a link to it or a mention of it."""
        return self._inbound

    def ranked(self, ordinal: int, alike: Sequence[int]) -> Ranked:
        """Return related entries with their sources, best first; `alike` are those with similar texts, best first."""
        found = dict.fromkeys(self._curated[ordinal].tolist(), "curated")
        weight = self._weights(ordinal)
        mentioned = set(weight)
        for position, other in enumerate(alike):
            weight[other] = weight.get(other, 0.0) + SIMILAR_WEIGHT / math.sqrt(1 + position)
        for other in sorted(weight, key=lambda each: -weight[each]):
            found.setdefault(other, "mentioned" if other in mentioned else "similar")
        return list(found.items())

    def _weights(self, ordinal: int) -> dict[int, float]:
        """Return the entries that mentions link an entry with, heaviest first, with the weights of these links."""
        linked = self._linked.listed(ordinal)
        mentioned = set(self._mentions.listed(ordinal))
        (own, *others) = _rarity(self._mentioning[[ordinal, *linked]]).tolist()
        weights = {}
        for other, rarity in zip(linked, others, strict=True):
            by_other = ordinal in self._mentions.listed(other)
            weights[other] = rarity * (other in mentioned) + MENTIONED_BY_WEIGHT * own * by_other
        return weights
