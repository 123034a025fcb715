"""What to read next: curated links first, then terms named in the text (either way) and similar texts.

A mention says the more, the fewer other texts mention the same term: every text names "program" (the idea of inverse
document frequency, applied to links). Being named by another text counts half, and likeness breaks ties and fills up.
Likeness is a search for the entry's own most telling words, as Lucene's MoreLikeThis does, so it needs no table.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search_app.glossary.render import Entry
from search_app.search.executor import score_groups
from search_app.search.postings import Postings
from search_app.search.tables import Groups, read_array, write_array

KEPT = 48  # links kept for each term
FIRST = 8  # links of each of several hits that are looked at
SIMILAR = 40  # texts whose likeness counts
NAMED_BY_WEIGHT, SIMILAR_WEIGHT = 0.5, 0.15  # beside 1 for a mention
TELLING_WORDS = 16  # of a text, by what they add to its score
COMMONEST = 0.1  # words in more than this share of the terms say nothing about likeness

Ranked = list[tuple[int, str]]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def write_links(folder: Path, entries: Sequence[Entry]) -> list[int]:
    """Write the curated links and the mentions of `entries`.

    Returns:
        For each entry how many others lead to it.
    """
    ordinal = {entry.slug: number for number, entry in enumerate(entries)}
    curated = [[ordinal[slug] for slug in entry.related] for entry in entries]
    mentions = [[ordinal[slug] for slug in entry.mentions] for entry in entries]
    counts, others, weights = _weighted(mentions)
    Groups.write(folder, "links.curated", curated)
    Groups.write_flat(folder, "links.mentions", counts, others)
    write_array(folder, "links.weights", weights, np.float32)
    mentioned = np.split(others, np.cumsum(counts)[:-1]) if len(entries) else []
    Groups.write(folder, "links.first", (_first(*pair) for pair in zip(curated, mentioned, strict=True)))
    leading = Counter(other for links in (curated, mentions) for others in links for other in others)
    return [leading[number] for number in range(len(entries))]


def _weighted(mentions: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Floats]:
    """Return how many entries each is linked with by mentions, these in order of their weights, and the weights."""
    total = len(mentions)
    naming = np.repeat(np.arange(total), [len(named) for named in mentions])
    named = np.fromiter((other for each in mentions for other in each), np.int64, len(naming))
    telling = 1 / (1 + np.log1p(np.bincount(named, minlength=total)))
    pairs = np.concatenate((naming * total + named, named * total + naming))
    said = np.concatenate((telling[named], NAMED_BY_WEIGHT * telling[named]))
    pairs, places = np.unique(pairs, return_inverse=True)
    weights = np.bincount(places, weights=said, minlength=len(pairs)).astype(np.float64)
    entries, others = np.divmod(pairs, max(total, 1))
    order = np.lexsort((others, -weights, entries))
    entries, others, weights = entries[order], others[order], weights[order]
    rank = np.arange(len(entries)) - np.searchsorted(entries, entries)
    kept = (rank < KEPT) & (entries != others)
    return np.bincount(entries[kept], minlength=total), others[kept], weights[kept]


def _first(curated: Sequence[int], mentioned: Ints) -> list[int]:
    return list(dict.fromkeys([*curated, *mentioned.tolist()]))[:FIRST]


class Links:
    """The links of a generation."""

    def __init__(self, folder: Path) -> None:
        self._curated = Groups(folder, "links.curated")
        self._first = Groups(folder, "links.first")
        self._mentions = Groups(folder, "links.mentions")
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


def similar(ordinal: int, stems: Collection[int], postings: Postings, entries: int, limit: int) -> list[int]:
    """Return the ordinals of the entries most like the one with this ordinal and these stems, best first."""
    commonest = max(2, int(entries * COMMONEST))
    telling = sorted((postings.frequency(stem), stem) for stem in stems)
    chosen = [stem for frequency, stem in telling if 1 < frequency <= commonest][:TELLING_WORDS]
    if not chosen:
        return []
    found = score_groups(postings, [[stem] for stem in chosen])
    order = np.lexsort((found.docs, -found.scores))[: limit + 1]
    return [other for other in found.docs[order].tolist() if other != ordinal][:limit]
