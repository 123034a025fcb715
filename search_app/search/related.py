"""What to read next: curated links first, then terms named in the text (either way) and similar texts.

A mention says the more, the fewer other texts mention the same term: every text names "program" (the idea of inverse
document frequency, applied to links). Being named by another text counts half, and likeness breaks ties and fills up.
Likeness is a search for the entry's own most telling words, as Lucene's MoreLikeThis does, so it needs no table.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

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


def write_links(folder: Path, entries: Sequence[Entry]) -> list[int]:
    """Write the curated links and the mentions of `entries`.

    Returns:
        For each entry how many others lead to it.
    """
    ordinal = {entry.slug: number for number, entry in enumerate(entries)}
    curated = [[ordinal[slug] for slug in entry.related] for entry in entries]
    mentions = [[ordinal[slug] for slug in entry.mentions] for entry in entries]
    named_by: dict[int, list[int]] = defaultdict(list)
    for number, named in enumerate(mentions):
        for other in named:
            named_by[other].append(number)
    telling = [1 / (1 + math.log1p(len(named_by[number]))) for number in range(len(entries))]
    weighted = []
    for number, named in enumerate(mentions):
        weight = dict.fromkeys(named_by[number], NAMED_BY_WEIGHT * telling[number])
        for other in named:
            weight[other] = weight.get(other, 0.0) + telling[other]
        weight.pop(number, None)
        weighted.append(sorted(weight.items(), key=lambda pair: -pair[1])[:KEPT])
    Groups.write(folder, "links.curated", curated)
    Groups.write(folder, "links.first", map(_first, curated, weighted))
    Groups.write(folder, "links.mentions", ([other for other, _ in pairs] for pairs in weighted))
    write_array(folder, "links.weights", [weight for pairs in weighted for _, weight in pairs], np.float32)
    leading = Counter(other for links in (curated, mentions) for others in links for other in others)
    return [leading[number] for number in range(len(entries))]


def _first(curated: Sequence[int], mentioned: Sequence[tuple[int, float]]) -> list[int]:
    return list(dict.fromkeys([*curated, *(other for other, _ in mentioned)]))[:FIRST]


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
