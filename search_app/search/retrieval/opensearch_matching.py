"""The matches of a plain query in OpenSearch, tier by tier, with the rules of the embedded back end.

Most queries take one request. A second one counts entries that match some words and reach the floor, if they are more
than the first one listed, or looks for expansions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct

from search_app.search.opensearch import mapping
from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.opensearch_lists import (
    Hits,
    Listed,
    Lister,
    Listing,
    TierList,
    flagged,
    hits_of,
    search_body,
)
from search_app.search.retrieval.opensearch_queries import NOTHING, Body, Words, is_among, scored
from search_app.search.retrieval.text_index import MAX_SENTENCE_CHECKS, Expand, Tier, WantedEntries, Window

_ALL, _TOGETHER = "all", "together"  # names of queries, by which an answer says what an entry matches


class Found(Struct, frozen=True):
    """All matches: lists of tiers, and the scores of those entries found by name that match words too.

    more: how many others match some words, below the floor; all_words: how many match all words.
    """

    tiers: Sequence[TierList]
    named: Mapping[int, float]
    all_words: int
    more: int = 0
    expansions: Sequence[Expansion] = ()


class _First(Struct, frozen=True):
    """The answer to the first request; `together`: entries with all words in one sentence, if that was wanted."""

    full: Listed
    some: Listed | None
    named: dict[int, float]
    named_full: set[int]
    together: dict[int, float] | None

    @property
    def all_words(self) -> int:
        return self.full.every + len(self.named_full)


class PlainMatcher:
    """Matches one plain query."""

    def __init__(self, lister: Lister, wanted: WantedEntries, window: Window) -> None:
        self._lister = lister
        self._wanted = wanted
        self._categories = window.categories
        self._size = max(window.best, window.stop if window.sort == "relevance" else 0)
        self._is_single = len(wanted.alternatives) <= 1

    def run(self, expand: Expand | None) -> Found:
        """Return the matches, expanded if too few match all words."""
        first = self._first()
        is_enough = first.all_words >= self._wanted.enough
        if is_enough or self._is_single:
            full, all_words = first.full.top, first.all_words
            found = Found([TierList(Tier.ALL_WORDS, first.full)], _kept(first.named, first.named_full), all_words)
        else:
            full, all_words = self._full_of(first)
        if expand and all_words < self._wanted.enough and (expansions := expand()):
            return self._expanded(dict(full), all_words, expansions)
        if is_enough or self._is_single:
            return found
        return self._partial(first, dict(full), all_words)

    def _first(self) -> _First:
        """Send the first request: entries with all words, with some, and those found by name."""
        words = Words(self._wanted.alternatives)
        full = Listing(scored(words.all_words(), words.scores(), self._wanted.named))
        some = Listing(scored(words.some_words(), words.scores(), self._wanted.named))
        full_bodies = self._lister.bodies(full, _window(max(self._size, self._wanted.enough)), self._categories)
        some_bodies = [] if self._is_single else self._lister.bodies(some, self._some_size(), self._categories)
        named = self._named(words)
        checked = self._together(words) if self._wanted.in_one_sentence and not self._is_single else []
        answers = self._lister.ask([*full_bodies, *some_bodies, *named, *checked])
        step = len(full_bodies)
        rest = answers[step + len(some_bodies) :]
        return _First(
            self._lister.listed(full, answers[:step]),
            self._lister.listed(some, answers[step : 2 * step]) if some_bodies else None,
            dict(hits_of(rest[0])) if named else {},
            flagged(rest[0], _ALL) if named else set(),
            _kept(dict(hits_of(rest[-1])), flagged(rest[-1], _TOGETHER)) if checked else None,
        )

    def _some_size(self, excluded: int = 0) -> int:
        """Return how many entries with some words to list, those with all words among them."""
        return _window(self._size + max(excluded, self._wanted.enough))

    def _named(self, words: Words) -> list[Body]:
        """Return the search for the entries found by name that match words; it flags those that match all."""
        if not self._wanted.named or words.scores() == NOTHING:
            return []
        query = scored(is_among(self._wanted.named), words.scores())
        return [search_body(_flagging(query, words.all_words(), _ALL), _window(len(self._wanted.named)))]

    def _together(self, words: Words) -> list[Body]:
        """Return the search for the best entries with all words; it flags those with one sentence that has them."""
        query = scored(words.all_words(), words.scores())
        return [search_body(_flagging(query, words.in_one_sentence(), _TOGETHER), MAX_SENTENCE_CHECKS)]

    def _full_of(self, first: _First) -> tuple[Hits, int]:
        """Return the entries with all words, which are few, and how many there are with those found by name."""
        if first.together is None:
            return first.full.top, first.all_words
        full = [(ordinal, score) for ordinal, score in first.together.items() if ordinal not in self._wanted.named]
        return full, len(first.together)

    def _partial(self, first: _First, full: Mapping[int, float], all_words: int) -> Found:
        """Return the matches of a query for which entries with some words count."""
        tiers = [TierList(Tier.ALL_WORDS, self._lister.known(full.items(), self._categories))]
        words = Words(self._wanted.alternatives)
        best = max([*first.named.values(), *full.values()], default=0.0)
        some, more = self._some(words, first.some, set(full), best) if first.some else (None, 0)
        if some:
            tiers.append(TierList(Tier.SOME_WORDS, some))
        return Found(tiers, first.named, all_words, more)

    def _some(
        self, words: Words, every: Listed, full: Collection[int], best: float, also_not: Body | None = None
    ) -> tuple[Listed, int]:
        """Return the entries with some words that reach the floor, and how many others there are.

        Args:
            words: of the query.
            every: entries with some words, those that are `full` among them.
            full: the entries of a better tier.
            best: the best score of all of these.
            also_not: a filter of entries that `every` leaves out.
        """
        best = max([best, *(score for _, score in every.top[:1])])
        least = float(np.float32(self._wanted.floor) * np.float32(best))
        excluded = self._lister.known([(ordinal, 0.0) for ordinal in full], self._categories)
        if every.is_complete or (every.top and every.top[-1][1] < least):
            rest = [hit for hit in every.top if hit[0] not in full and hit[1] >= least]
            kept = self._lister.known(rest, self._categories)
        else:
            query = scored(words.some_words(), words.scores(), {*self._wanted.named, *full}, also_not)
            listing = Listing(query, least)
            answers = self._lister.ask(self._lister.bodies(listing, _window(self._size), self._categories))
            kept = self._lister.listed(listing, answers)
        return kept, every.total - excluded.total - kept.total

    def _expanded(self, own: Mapping[int, float], all_words: int, expansions: Sequence[Expansion]) -> Found:
        """Return the matches of words or their expansions; those in `own` match all words themselves."""
        words = Words(self._wanted.alternatives, expansions)
        if self._wanted.in_one_sentence and not self._is_single:
            return self._expanded_in_one_sentence(words, own, all_words)
        apart = {*self._wanted.named, *own}
        full = Listing(scored(words.all_words(), words.scores(), apart))
        some = Listing(scored(words.some_words(), words.scores(), apart, words.all_words()))
        full_bodies = self._lister.bodies(full, _window(self._size), self._categories)
        some_bodies = [] if self._is_single else self._lister.bodies(some, self._some_size(), self._categories)
        named, again = self._named(words), self._again(words, own)
        answers = self._lister.ask([*full_bodies, *some_bodies, *named, *again])
        step = len(full_bodies)
        synonyms = self._lister.listed(full, answers[:step])
        some_listed = self._lister.listed(some, answers[step : 2 * step]) if some_bodies else None
        rest = answers[step + len(some_bodies) :]
        scores = dict(hits_of(rest[0])) if named else {}
        rescored = hits_of(rest[-1]) if again else []
        tiers = [
            TierList(Tier.ALL_WORDS, self._lister.known(rescored, self._categories)),
            TierList(Tier.SYNONYMS, synonyms),
        ]
        return self._with_some(tiers, words, some_listed, (), scores, all_words, words.all_words())

    def _expanded_in_one_sentence(self, words: Words, own: Mapping[int, float], all_words: int) -> Found:
        """Return the same for a query whose words one sentence has to have."""
        apart = {*self._wanted.named, *own}
        some = Listing(scored(words.some_words(), words.scores(), apart))
        size = self._some_size(MAX_SENTENCE_CHECKS)
        some_bodies = self._lister.bodies(some, size, self._categories)
        named, again = self._named(words), self._again(words, own)
        answers = self._lister.ask([*some_bodies, *self._together(words), *named, *again])
        checked, *rest = answers[len(some_bodies) :]
        together = _kept(dict(hits_of(checked)), flagged(checked, _TOGETHER))
        synonyms = {ordinal: score for ordinal, score in together.items() if ordinal not in apart}
        tiers = [
            TierList(Tier.ALL_WORDS, self._lister.known(hits_of(rest[-1]) if again else [], self._categories)),
            TierList(Tier.SYNONYMS, self._lister.known(synonyms.items(), self._categories)),
        ]
        some_listed = self._lister.listed(some, answers[: len(some_bodies)])
        scores = dict(hits_of(rest[0])) if named else {}
        return self._with_some(tiers, words, some_listed, set(synonyms), scores, all_words)

    def _again(self, words: Words, own: Mapping[int, float]) -> list[Body]:
        """Return the search for the scores of the entries in `own`, now that there are expansions."""
        return [search_body(Listing(scored(is_among(own), words.scores())), len(own))] if own else []

    def _with_some(
        self,
        tiers: list[TierList],
        words: Words,
        some: Listed | None,
        full: Collection[int],
        named: Mapping[int, float],
        all_words: int,
        also_not: Body | None = None,
    ) -> Found:
        """Return the matches of an expanded query, those with some words among them."""
        more = 0
        if some:
            best = max([*named.values(), *(score for tier in tiers for _, score in tier.listed.top[:1])], default=0.0)
            kept, more = self._some(words, some, full, best, also_not)
            tiers = [*tiers, TierList(Tier.SOME_WORDS, kept)]
        return Found(tiers, named, all_words, more, words.expansions)


def _flagging(query: Body, which: Body, name: str) -> Listing:
    """Return the listing of a query that flags the entries which a filter finds."""
    flag = {"constant_score": {"filter": which, "boost": 0.0, "_name": name}}
    return Listing({"bool": {"must": [query], "should": [flag]}})


def _kept(scores: Mapping[int, float], kept: Collection[int]) -> dict[int, float]:
    return {ordinal: score for ordinal, score in scores.items() if ordinal in kept}


def _window(size: int) -> int:
    """Return a size that the server accepts."""
    return min(max(size, 1), mapping.WINDOW)
