"""The port of full-text back ends.

A back end is given a description of the wanted entries, which holds no text of an entry and needs no index to be made,
and returns the best of them with counts. It alone sees every match: nothing above this port does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from msgspec import Struct

from search_app.search.index.documents import Document, Match, TokenBatch
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import Query
from search_app.search.storage.arrays import Counts

MAX_SENTENCE_CHECKS = 200  # entries checked for one sentence with all words, best first


class Tier(IntEnum):
    """The first criterion of the order of results, best first; scores decide inside a tier only."""

    NAME = 0  # the query is the name
    ALIAS = 1  # the query is an alias or acronym
    VARIANT = 2  # the query is another form of a name, or asks about it
    LEAD_IN = 3  # the query is a word that leads to the entry
    INSIDE = 4  # a name stands whole in the query, beside a few other words
    INITIALS = 5  # the query spells the first letters of a name's words
    BEGINNING = 6  # a name or alias begins with the query
    LATER_WORD = 7  # a later word of a name begins with the query (`word*` alone)
    ALIAS_BEGINNING = 8  # a word of an alias does (`word*` alone)
    LEAD_IN_INSIDE = 9  # a word that leads to the entry stands in the query, beside few other words
    ALL_WORDS = 10  # every word is found
    SYNONYMS = 11  # every word, or an expansion of it, is found
    SOME_WORDS = 12  # some words are found


class NamedAs(NamedTuple):
    """Where an entry found by name belongs: its tier, and its place there, which comes before the score."""

    tier: Tier
    place: int = 0


class WantedEntries(Struct, frozen=True, gc=False):
    """The entries that a plain query wants.

    named: entries found by name, by ordinal, each with its tier and its place there.
    alternatives: for each word the numbers of the stems any of which matches it.
    in_one_sentence: entries count as matching all words only if one sentence contains them; of the best
        `MAX_SENTENCE_CHECKS` that is checked, others match some words.
    enough: if at least so many entries match all words, those that match only some are left out; if fewer do, the query
        is expanded.
    floor: the fraction of the best score below which an entry that matches only some words is no answer.
    """

    named: Mapping[int, NamedAs]
    alternatives: Sequence[Sequence[int]]
    in_one_sentence: bool = False
    enough: int = 0
    floor: float = 0.0


# Returns the expansions of the query: stems that match words in place of their own, at a lower weight. They take some
# time, and most queries need none: a back end calls it only when too few entries match.
Expand = Callable[[], Sequence[Expansion]]


class Window(Struct, frozen=True, gc=False):
    """The part of the matches that is wanted.

    categories: entries in any of these count; all, if there are none.
    best: how many of the most relevant ones.
    sort: the order of the page: `relevance`, `name` or `updated`.
    start, stop: the page. It is returned only if it is not among the `best`.
    """

    categories: Sequence[str] = ()
    best: int = 10
    sort: str = "relevance"
    start: int = 0
    stop: int = 0

    @property
    def has_page(self) -> bool:
        """Whether the page is not among the best."""
        return self.sort != "relevance" or self.stop > self.best


class RankedEntries(Struct, frozen=True, gc=False):
    """Entries in order: their ordinals, tiers and scores (BM25 and boosts), in parallel."""

    ordinals: list[int]
    tiers: list[int]
    scores: list[float]


NO_ENTRIES = RankedEntries([], [], [])


class Matches(Struct, frozen=True, gc=False):
    """The answer of a back end.

    best: the most relevant entries in the chosen categories, ties in order of ordinals.
    page: the entries of the page, if the window has one.
    total: how many entries in the chosen categories match; of those that match only some words, those above the floor.
    more: how many others match some words, below the floor.
    total_unfiltered: as `total`, in any category.
    counts: how many matches, in any category, each category contains, by its number.
    best_tier: the best tier of all matches; None if nothing matches.
    all_words: how many entries match all words by their own stems.
    expansions: those that were used.
    """

    best: RankedEntries
    page: RankedEntries
    total: int
    counts: Counts
    best_tier: Tier | None
    all_words: int
    expansions: Sequence[Expansion] = ()
    more: int = 0
    total_unfiltered: int = 0


class DocumentBatch(Protocol):
    """The documents of a few entries, in order, for reranking, reasons and highlights."""

    def documents(self) -> list[Document]:
        """Return the stored fields of each entry."""
        ...

    def summaries(self) -> list[Document]:
        """Return the stored fields of each entry, perhaps without the parts of its text."""
        ...

    def tokens(self) -> TokenBatch:
        """Return the tokens of all entries in a row."""
        ...

    def matches(self, stems: Collection[int]) -> list[list[Match]]:
        """Return for each entry its tokens with any of these stems, in order."""
        ...


class TextIndex(Protocol):
    """Full text of one generation."""

    def match(self, wanted: WantedEntries, window: Window, expand: Expand | None = None) -> Matches:
        """Return the best entries of a plain query, expanded if fewer than `wanted.enough` match all words."""
        ...

    def evaluate(self, query: Query, window: Window, named: Mapping[int, Tier] = MappingProxyType({})) -> Matches:
        """Return the best entries that a query tree finds; those `named` by it in their tiers, before the others."""
        ...

    def documents(self, ordinals: Sequence[int]) -> DocumentBatch:
        """Return the documents of these entries."""
        ...

    def more_like_this(self, ordinal: int, limit: int) -> list[int]:
        """Return up to `limit` entries with text similar to that of the entry `ordinal`, best first."""
        ...
