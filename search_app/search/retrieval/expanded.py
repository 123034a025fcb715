"""Words with their expansions: a word is matched by its own stems, and by its expansions at a lower weight."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from search_app.search.index.postings import Postings
from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.pairs import AlignedPair, Floor, is_pair, is_short, pair_of
from search_app.search.retrieval.scoring import Scored, WordMatches, in_a_row, merge

EXPANSION_WEIGHT = 0.5  # of an expansion, beside 1 for the word itself


def match_expanded(
    postings: Postings,
    words: Sequence[Scored],
    expansions: Sequence[Expansion],
    floor: Floor | None = None,
) -> WordMatches:
    """Return the entries that match some `words`, or expansions of them; `full` where that holds for every word."""
    lists = [[word] for word in words]
    for covers, stems, *_ in expansions:
        docs, scores = in_a_row(postings, stems)
        for place in covers:
            lists[place].append((docs, scores * np.float32(EXPANSION_WEIGHT / len(covers))))
    if floor and len(lists) == 2 and is_short([*lists[0], *lists[1]]):
        return AlignedPair.of_any(lists).above(floor)
    parts = [each[0] if len(each) == 1 else merge(each, np.maximum)[:2] for each in lists]
    if floor and is_pair(parts):
        return pair_of(parts).above(floor)
    docs, scores, counts = merge(parts)
    return WordMatches(docs, scores, counts == len(parts))
