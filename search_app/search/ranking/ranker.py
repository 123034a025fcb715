"""The order of results: tiers first, BM25 over the whole entry inside each; a tier is never overturned by a score.

NAME        the query is the name, or another form of it
ALIAS       the query is an alias or acronym
INITIALS    the query spells the first letters of the name's words
BEGINNING   a name or alias begins so
ALL_WORDS   every word is found; those of a description in one sentence where fewer than ten entries hold them all
SYNONYMS    every word is found, or another one for it
SOME_WORDS  some words are found
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from whoosh.query import Query

from search_app.search.index.documents import DocumentStore
from search_app.search.index.names import Name, NameIndex
from search_app.search.index.postings import Postings
from search_app.search.query.plain import PlainQuery
from search_app.search.query.synonyms import Expansion, SynonymExpander
from search_app.search.ranking.name_matches import is_name, names_matching
from search_app.search.ranking.reranker import RERANKED, Reranker
from search_app.search.ranking.tiers import HIGHEST_SCORE, OF_TIER, VALUES, Named, Tier, Tiers
from search_app.search.retrieval.embedded import EmbeddedTextIndex, match, match_expanded
from search_app.search.retrieval.text_index import Matches
from search_app.search.storage.arrays import DocIds, Docs, Scores

ENOUGH = 10  # results that hold every word; with as many, those that hold some only are left out
DESCRIPTION_FROM = 3  # telling words that make a query a description,
SENTENCE_FROM = 5  # or words of any kind
TOGETHER_FROM = 4  # telling words that have to stand in one sentence to be found all: a long text holds most somewhere
TOGETHER_IN = 200  # entries looked into for that, best first
FEW = 200  # results that are sorted sooner than their best are picked out


class Ranking(Struct, frozen=True):
    """The entries found, in order of their ordinals, with a score that sorts as tier, then BM25 do.

    `names` says for entries that were found by a name which one it was; `substitutes` stood for words of the query.
    """

    ordinals: DocIds
    scores: npt.NDArray[np.float32]
    names: dict[int, Name]
    substitutes: Sequence[Expansion] = ()

    @property
    def best_tier(self) -> Tier | None:
        """The best tier that holds anything."""
        if not len(self.scores):
            return None
        return Tier(len(Tier) - 1 - int(self.scores.max() // HIGHEST_SCORE))


def rank_plain(
    query: PlainQuery,
    groups: list[list[int]],
    postings: Postings,
    names: NameIndex,
    cards: DocumentStore,
    synonyms: SynonymExpander,
) -> Ranking:
    """Return what plain words find, and where these find little, what stands for them.

    Args:
        query: the words.
        groups: for each word the numbers of the stems that will do.
        postings: of whole entries.
        names: of the entries.
        cards: of the entries.
        synonyms: what may stand for words.
    """
    named = names_matching(query, names)
    enough = max(ENOUGH - len(named), 0)
    together = cards if len(query.content) >= TOGETHER_FROM else None
    found = _full_in_one_sentence(match(postings, groups or [[]], enough), groups, together)
    tiers: Tiers = None if found.full is None else np.where(found.full, Tier.ALL_WORDS, Tier.SOME_WORDS)
    holding_all = found.docs if found.full is None else found.docs[found.full]
    substitutes = [] if len(holding_all) >= enough or is_name(named) else synonyms.expand(query)
    if substitutes:
        found = match_expanded(postings, groups, substitutes)
        found = _full_in_one_sentence(found, _with_substitutes(groups, substitutes), together)
        tiers = np.full(len(found.docs), Tier.SOME_WORDS)
        tiers[found.full] = Tier.SYNONYMS
        tiers[found.docs.searchsorted(holding_all)] = Tier.ALL_WORDS
    docs, scores = _placed(found, tiers, named)
    return Ranking(docs, scores, {ordinal: name for ordinal, (_, name) in named.items()}, substitutes)


def _with_substitutes(groups: Sequence[Sequence[int]], substitutes: Sequence[Expansion]) -> list[list[int]]:
    """Return for each word the stems that will do, and those that stand for it."""
    helped = [[*group] for group in groups]
    for covers, stems in substitutes:
        for place in covers:
            helped[place] += stems
    return helped


def _full_in_one_sentence(found: Matches, groups: Sequence[Sequence[int]], cards: DocumentStore | None) -> Matches:
    """Say of what holds every word only where a sentence does, if there are cards to see that in."""
    if cards and found.full is not None:
        full = found.full.nonzero()[0]
        looked_into = full[(-found.scores[full]).argsort(kind="stable")[:TOGETHER_IN]]
        found.full[full] = False
        found.full[looked_into] = cards.hold_together(found.docs[looked_into].tolist(), groups)
    return found


def rerank(ranking: Ranking, second_look: Reranker, query: PlainQuery, groups: Sequence[Sequence[int]]) -> None:
    """Put the best results of a description in a better order, inside their tiers."""
    if len(query.content) < DESCRIPTION_FROM and len(query.words) < SENTENCE_FROM:
        return
    best_tier = ranking.best_tier
    if best_tier is not None and best_tier >= Tier.BEGINNING:
        places = best(ranking, None, RERANKED)
        bonus = second_look.boosts(query, groups, ranking.ordinals[places].tolist())
        scores = ranking.scores[places]
        ranking.scores[places] = scores + np.minimum(bonus, HIGHEST_SCORE - 1 - scores % HIGHEST_SCORE)


def rank_parsed(query: Query, executor: EmbeddedTextIndex) -> Ranking:
    """Return what a query with operators finds: all of it in one tier."""
    found = executor.evaluate(query)
    return Ranking(found.docs, found.scores + VALUES[Tier.ALL_WORDS], {})


def _placed(found: Matches, tiers: Tiers, named: Named) -> tuple[Docs, Scores]:
    """Return what was found by words, in these tiers, and by names together, with scores that sort as tiers do."""
    docs, scores = found.docs, found.scores + (VALUES[Tier.ALL_WORDS] if tiers is None else OF_TIER.take(tiers))
    if not named:
        return docs, scores
    ordinals = np.asarray([*named], np.int32)
    own = np.asarray([VALUES[tier] for tier, _ in named.values()], np.float32)
    if not len(docs):
        order = ordinals.argsort()
        return ordinals[order], own[order]
    places = docs.searchsorted(ordinals)
    inside = docs.take(places, mode="clip") == ordinals
    if np.count_nonzero(inside) == len(inside):  # as nearly always: words of a name stand in its entry
        scores[places] = found.scores[places] + own
        return docs, scores
    here = places[inside]
    scores[here] = found.scores[here] + own[inside]
    docs, scores = np.concatenate((docs, ordinals[~inside])), np.concatenate((scores, own[~inside]))
    order = docs.argsort(kind="stable")
    return docs[order], scores[order]


def best(ranking: Ranking, chosen: npt.NDArray[np.bool_] | None, count: int) -> DocIds:
    """Return the places in `ranking` of its best `count` entries, best first; ties in order of ordinals.

    Args:
        ranking: what was found.
        chosen: for each entry of the ranking whether it counts; None for all.
        count: how many.
    """
    places = None if chosen is None else chosen.nonzero()[0]
    scores = ranking.scores if places is None else ranking.scores[places]
    if len(scores) > max(count, FEW):
        parted = scores.copy()
        parted.partition(len(scores) - count)
        kept = (scores >= parted[-count]).nonzero()[0]
        scores = scores.take(kept)
        places = kept if places is None else places.take(kept)
    order = (-scores).argsort(kind="stable")[:count]
    return order if places is None else places.take(order)
