"""The order of results: tiers first, BM25 over the whole entry inside each; a tier is never overturned by a score.

`wanted_entries` describes what a query wants without a look at the texts; the text index finds it; descriptions are
reranked.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from search_app.glossary.naming import name_key
from search_app.search.index.names import Name
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.synonyms import SynonymExpander
from search_app.search.query.syntax_tree import Query
from search_app.search.query.word_masks import QueryWordMask, words_of_query, words_of_tree
from search_app.search.ranking.name_matches import NameMatches, is_name, match_names
from search_app.search.ranking.reranker import RERANKED, Reranker
from search_app.search.ranking.tree_names import names_in_tree
from search_app.search.retrieval.text_index import Matches, TextIndex, Tier, WantedEntries, Window

ENOUGH = 10  # entries that match all words; with as many, those that match only some are left out
# Fraction of the best score from which an entry that holds only some of the words is an answer. Of 1,136 judged queries
# whose answer was such an entry, .5 keeps it for all but four, and leaves ten results instead of 206 (medians).
FLOOR = 0.5
# Words of a query that one sentence has to contain: a long text contains most words somewhere.
IN_ONE_SENTENCE_FROM = 4  # content words of it, or
TOLD_FROM = 8  # words of any kind, except in a dictionary, whose texts are short


class Ranking(Struct, frozen=True, gc=False):
    """Ranked matches, the names that put entries into their tiers, and the words to highlight.

    `compared` are the entries that the query compares, in the order typed; `query` is the plain query, if it was one.
    """

    matches: Matches
    names: Mapping[int, Name]
    words: QueryWordMask
    compared: tuple[int, ...] = ()
    query: AnalyzedQuery | None = None

    @property
    def best_tier(self) -> Tier | None:
        return self.matches.best_tier

    @property
    def is_poor(self) -> bool:
        """Whether the query may have been meant for another: no whole name, and no entry with all of its words."""
        return not self.names and self.best_tier in (None, Tier.SOME_WORDS)

    @property
    def begins_name(self) -> bool:
        """Whether the query is the beginning, letter by letter, of the name by which the best match is found."""
        best = self.matches.best
        if self.query is None or not best.ordinals or best.tiers[0] != Tier.BEGINNING:
            return False
        return name_key(self.names[best.ordinals[0]].text).startswith(self.query.key)

    def is_better_than(self, other: Ranking) -> bool:
        """Return whether the best match is in a better tier than the other's."""
        if self.best_tier is None:
            return False
        return other.best_tier is None or self.best_tier < other.best_tier


def wanted_entries(query: AnalyzedQuery, named: NameMatches, floor: float = FLOOR) -> WantedEntries:
    """Return a description of the entries that a query wants, given those that it names."""
    return WantedEntries(
        named={ordinal: match.named for ordinal, match in named.items()},
        alternatives=query.alternatives,
        in_one_sentence=len(query.content) >= IN_ONE_SENTENCE_FROM
        or (len(query.words) >= TOLD_FROM and not query.in_dictionary),
        enough=max(ENOUGH - len(named), 0),
        floor=floor,
    )


class Ranker:
    """Ranks the entries of one generation."""

    def __init__(self, vocabulary: Vocabulary, text_index: TextIndex, synonyms: SynonymExpander, reranker: Reranker):
        self._vocabulary = vocabulary
        self._text_index = text_index
        self._synonyms = synonyms
        self._reranker = reranker

    def rank(
        self,
        query: AnalyzedQuery,
        window: Window,
        floor: float = FLOOR,
        translated: NameMatches = MappingProxyType({}),
    ) -> Ranking:
        """Rank the entries that match a plain query, expanding with synonyms when few match.

        `translated` are entries that it names in another language.
        """
        named = match_names(query, self._vocabulary.names)
        if translated:
            named = {**named, **translated}
        wanted = wanted_entries(query, named, floor)
        if query.is_description:
            window = replace(window, best=max(window.best, RERANKED))
        names_entry = is_name(named)
        expand = None if names_entry else partial(self._synonyms.expand, query)
        matches = self._text_index.match(wanted, window, expand)
        if query.is_description and matches.best.ordinals and matches.best.tiers[0] >= Tier.BEGINNING:
            matches = self._reranked(query, matches)
        names = {ordinal: match.name for ordinal, match in named.items()}
        compared = tuple([each[0].ordinal for each in query.compared]) if names_entry else ()
        return Ranking(matches, names, words_of_query(query.alternatives, matches.expansions), compared, query)

    def _reranked(self, query: AnalyzedQuery, matches: Matches) -> Matches:
        """Return the matches with the best of them reranked."""
        batch = self._text_index.documents(matches.best.ordinals[:RERANKED])
        return replace(matches, best=self._reranker.rerank(query, matches.best, batch))

    def rank_tree(self, query: Query, window: Window) -> Ranking:
        """Rank the entries that a query with operators finds; those that it names first."""
        matches = self._text_index.evaluate(query, window, names_in_tree(query, self._vocabulary.names))
        return Ranking(matches, {}, words_of_tree(query, self._vocabulary))
