"""OpenSearch queries for plain words: pure functions from numbers of stems to the bodies of searches.

A filter says which entries match, and scores nothing; a score adds up what the index has stored for each stem.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from search_app.search.index.fields import WEIGHTS
from search_app.search.opensearch import mapping
from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.expanded import EXPANSION_WEIGHT

Body = dict[str, Any]
Stems = Sequence[int]

NOTHING: Body = {"match_none": {}}
EVERYTHING: Body = {"match_all": {}}
NAMES = ("name", "alias")  # kinds of the parts that are names

SENTENCE_WORDS = mapping.SENTENCE_GAP - 1  # between two words of one sentence

# What a search orders by, the ordinal last.
_ORDINAL: Body = {mapping.ORDINAL: {"order": "asc"}}
_NAME: Body = {mapping.NAME_RANK: {"order": "asc"}}
ORDERS: dict[str, list[Body]] = {
    "relevance": [{"_score": {"order": "desc"}}, _ORDINAL],
    "name": [_NAME, _ORDINAL],
    "updated": [{mapping.UPDATED: {"order": "desc"}}, _NAME, _ORDINAL],
}


def score(stem: int, boost: float = 1.0, field: str = mapping.ENTRY) -> Body:
    """Return the query that scores entries with a stem."""
    return {"term": {field: {"value": str(stem), "boost": boost}}}


def any_of(stems: Stems, field: str = mapping.ENTRY) -> Body:
    """Return the filter of entries with any of the stems."""
    return {"terms": {field: [str(stem) for stem in stems]}} if stems else NOTHING


def is_among(ordinals: Collection[int]) -> Body:
    """Return the filter of these entries."""
    return {"terms": {mapping.ORDINAL: sorted(ordinals)}}


def in_categories(numbers: Stems) -> Body:
    """Return the filter of entries in any of the categories."""
    return {"terms": {mapping.CATEGORY: list(numbers)}}


def in_a_row(stems: Stems, kinds: Sequence[str] = tuple(WEIGHTS)) -> Body:
    """Return the filter of entries in which these stems follow one another in a part of one of the kinds."""
    text = " ".join(map(str, stems))
    found = [{"match_phrase": {mapping.section(kind): text}} for kind in kinds]
    return found[0] if len(found) == 1 else either(found)


def either(queries: Sequence[Body]) -> Body:
    """Return the entries that any query finds; their scores are added up."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def every(filters: Sequence[Body]) -> Body:
    """Return the filter of entries that all filters find."""
    return {"bool": {"filter": list(filters)}}


def scored(which: Body, scores: Body, without: Collection[int] = (), also_not: Body | None = None) -> Body:
    """Return the entries that the filter `which` finds, with the scores of another query.

    Args:
        which: a filter.
        scores: a query that finds at least these entries.
        without: entries that are left out.
        also_not: a filter of others that are.
    """
    query: Body = {"filter": [which], "must": [scores]}
    excluded = [is_among(without)] if without else []
    excluded += [also_not] if also_not else []
    return {"bool": {**query, "must_not": excluded} if excluded else query}


def without(query: Body, excluded: Collection[int]) -> Body:
    """Return what a query finds, without these entries."""
    return {"bool": {"must": [query], "must_not": [is_among(excluded)]}} if excluded else query


class Words:
    """The words of a plain query, each with the stems that match it, and the expansions of some."""

    def __init__(self, alternatives: Sequence[Stems], expansions: Sequence[Expansion] = ()) -> None:
        self.alternatives = alternatives
        self.expansions = expansions

    def all_words(self) -> Body:
        """Return the filter of entries with every word, or an expansion of it."""
        filters = [self._matching(place) for place in range(len(self.alternatives))]
        return every(filters) if filters and NOTHING not in filters else NOTHING

    def some_words(self) -> Body:
        """Return the filter of entries with some word, or an expansion of one."""
        if not self.expansions:
            return any_of([stem for stems in self.alternatives for stem in stems])
        return either([found for place in range(len(self.alternatives)) if (found := self._matching(place)) != NOTHING])

    def scores(self) -> Body:
        """Return the query that adds up the scores of the words; of a word and its expansions the best one counts."""
        return either([found for place in range(len(self.alternatives)) for found in self._scores(place)])

    def in_one_sentence(self) -> Body:
        """Return the filter of entries in which one sentence has every word."""
        groups = list(dict.fromkeys(self._stems(place) for place in range(len(self.alternatives))))
        if not groups or not all(groups):
            return NOTHING
        words = [{"any_of": {"intervals": [{"match": {"query": str(stem)}} for stem in stems]}} for stems in groups]
        # a group that came twice would have to match twice
        together = {"intervals": words, "ordered": False, "max_gaps": SENTENCE_WORDS}
        return {"intervals": {mapping.SENTENCES: {"all_of": together}}}

    def _covering(self, place: int) -> list[Expansion]:
        return [expansion for expansion in self.expansions if place in expansion.covers]

    def _matching(self, place: int) -> Body:
        """Return the filter of entries with the word at a place."""
        own = any_of(self.alternatives[place])
        others = [_expanded(expansion) for expansion in self._covering(place)]
        if not others:
            return own
        return either([*([] if own == NOTHING else [own]), *others])

    def _scores(self, place: int) -> list[Body]:
        """Return what scores the word at a place: one query a stem, or one for the best of stems and expansions."""
        own = [score(stem) for stem in self.alternatives[place]]
        covering = self._covering(place)
        if not covering:
            return own
        best = [either(own)] if own else []
        for expansion in covering:
            boost = EXPANSION_WEIGHT / len(expansion.covers)
            best.append(scored(_expanded(expansion), sum_of([score(stem, boost) for stem in expansion.stems])))
        return [{"dis_max": {"queries": best}}]

    def _stems(self, place: int) -> tuple[int, ...]:
        """Return the stems that match the word at a place, those of expansions among them."""
        others = [stem for expansion in self._covering(place) for stem in expansion.stems]
        return tuple(sorted({*self.alternatives[place], *others}))


def sum_of(scores: Sequence[Body]) -> Body:
    """Return the entries that all queries find; their scores are added up."""
    return scores[0] if len(scores) == 1 else {"bool": {"must": list(scores)}}


def _expanded(expansion: Expansion) -> Body:
    """Return the filter of entries with the words of an expansion, one after the other."""
    return in_a_row(expansion.stems) if len(expansion.stems) > 1 else any_of(expansion.stems)
