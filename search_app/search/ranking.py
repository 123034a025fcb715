"""The order of results: tiers first, BM25 over the whole entry inside each; a tier is never overturned by a score.

0  the query is the name             3  every word is found
1  the query is an alias             4  some words are found
2  a name or alias begins so
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from whoosh.query import Query
from whoosh.searching import Searcher

from search_app.search.columns import Ordinals
from search_app.search.names import Name, NameIndex
from search_app.search.query import PlainQuery, all_words, alternatives, some_words
from search_app.search.spelling import Speller

ENOUGH = 10  # results that hold every word; with as many, those that hold some only are left out


class Tier(IntEnum):
    NAME = 0
    ALIAS = 1
    BEGINNING = 2
    ALL_WORDS = 3
    SOME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Ranking:
    """The entries found, best first: `tiers` and `scores` stand beside `ordinals`; `names` say which name matched."""

    ordinals: Ordinals
    tiers: np.ndarray
    scores: np.ndarray
    names: dict[int, Name]


@dataclass(frozen=True, slots=True)
class FullText:
    """A Whoosh searcher, and for each of its document numbers the ordinal of the entry."""

    searcher: Searcher
    documents: Ordinals

    def scores(self, query: Query) -> dict[int, float]:
        """Return the BM25 score of every entry that `query` finds."""
        results = self.searcher.search(query, limit=None)
        return {int(self.documents[number]): float(score) for score, number in results.top_n}


def rank_plain(query: PlainQuery, fulltext: FullText, names: NameIndex, speller: Speller) -> Ranking:
    """Return what plain words find."""
    groups = alternatives(query, speller)
    found = fulltext.scores(some_words(groups))
    full = set(found) if len(groups) == 1 else set(fulltext.scores(all_words(groups)))
    tiers = {ordinal: Tier.ALL_WORDS if ordinal in full else Tier.SOME_WORDS for ordinal in found}
    matched: dict[int, Name] = {}
    for tier, name in _named(query, names):
        if tier < tiers.get(name.ordinal, len(Tier)):
            tiers[name.ordinal] = tier
            matched[name.ordinal] = name
    if sum(tier < Tier.SOME_WORDS for tier in tiers.values()) >= ENOUGH:
        tiers = {ordinal: tier for ordinal, tier in tiers.items() if tier < Tier.SOME_WORDS}
    return _ordered(tiers, found, matched)


def rank_parsed(query: Query, fulltext: FullText) -> Ranking:
    """Return what a query with operators finds: all of it in one tier."""
    found = fulltext.scores(query)
    return _ordered(dict.fromkeys(found, Tier.ALL_WORDS), found, {})


def _named(query: PlainQuery, names: NameIndex) -> list[tuple[Tier, Name]]:
    """Return the names that the query is or begins; a name inside a question ("what is a deductible") counts."""
    found = []
    for text in dict.fromkeys((query.text, query.content_text)):
        found += [(Tier.NAME if name.field == "name" else Tier.ALIAS, name) for name in names.exact(text)]
        if len(text) > 2:
            found += [(Tier.BEGINNING, name) for name in names.beginning(text) if name.field != "acronym"]
    return found


def _ordered(tiers: dict[int, Tier], scores: dict[int, float], names: dict[int, Name]) -> Ranking:
    ordinals = sorted(tiers, key=lambda ordinal: (tiers[ordinal], -scores.get(ordinal, 0.0), ordinal))
    return Ranking(
        np.asarray(ordinals, dtype=np.int64),
        np.asarray([tiers[ordinal] for ordinal in ordinals], dtype=np.int8),
        np.asarray([_score(tiers[ordinal], scores.get(ordinal, 0.0)) for ordinal in ordinals]),
        names,
    )


def _score(tier: Tier, score: float) -> float:
    """Return one number that sorts as the tiers do: BM25 stays far below a thousand."""
    return 1000.0 * (len(Tier) - 1 - tier) + score
