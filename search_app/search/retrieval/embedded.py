"""The embedded back end: Whoosh's postings as memory-mapped arrays, evaluated in this process."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import Document, DocumentStore, Match, TokenBatch
from search_app.search.index.reader import IndexReader
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import Query
from search_app.search.retrieval.more_like_this import more_like_this
from search_app.search.retrieval.scoring import WordMatches, match_expanded, match_words
from search_app.search.retrieval.selection import Tiers, best
from search_app.search.retrieval.text_index import (
    NO_ENTRIES,
    Expand,
    Matches,
    RankedEntries,
    Tier,
    WantedEntries,
    Window,
)
from search_app.search.retrieval.tree_evaluation import TreeEvaluator
from search_app.search.storage.arrays import DocIds, Docs, Mask, Scores

MAX_SENTENCE_CHECKS = 200  # entries checked for one sentence with all words, best first

_TIERS = tuple(np.int8(tier) for tier in Tier)

_PLAIN = (Tier.ALL_WORDS.value, Tier.SOME_WORDS.value)  # tiers of entries that are not found by name
_EXPANDED = (Tier.ALL_WORDS.value, Tier.SYNONYMS.value, Tier.SOME_WORDS.value)


class Ranked(Struct, frozen=True, gc=False):
    """All matches, in order of ordinals; `tiers` is one number if all have the same, else one of `levels` for each."""

    docs: Docs
    scores: Scores
    tiers: Tiers | int
    levels: tuple[int, ...] = ()

    def best(self, count: int) -> DocIds:
        """Return the places of the best matches, best first."""
        return best(self.tiers, self.scores, count, self.levels)


class NamedEntries(NamedTuple):
    """Entries found by name, best first; `added` are those of them, in order, that match no word of the query."""

    entries: RankedEntries
    added: list[int]


class EmbeddedTextIndex:
    """The full text of one generation; a TextIndex."""

    def __init__(self, reader: IndexReader) -> None:
        self._postings = reader.postings
        self._store = reader.documents
        self._doc_values = reader.doc_values
        self._trees = TreeEvaluator(
            {"entry": reader.postings, "name": reader.name_postings},
            reader.doc_values,
            reader.vocabulary.lexicon,
            reader.sections,
        )

    def match(self, wanted: WantedEntries, window: Window, expand: Expand | None = None) -> Matches:
        found = self._match_words(wanted)
        all_words = found.count_all_words()
        expansions = expand() if expand and all_words < wanted.enough else ()
        ranked = self._match_expanded(wanted, expansions, found) if expansions else _tiered(found)
        if not wanted.named:
            return self._windowed(ranked, window, all_words, expansions)
        named = _named_entries(ranked, wanted.named)
        if window.categories or window.has_page:
            return self._windowed(_merged(ranked, named), window, all_words, expansions)
        return self._named_first(ranked, named, window, all_words, expansions)

    def evaluate(self, query: Query, window: Window, named: Mapping[int, Tier] = MappingProxyType({})) -> Matches:
        docs, scores = self._trees.evaluate(query)
        tiers = _named_tiers(docs, named) if named and len(docs) else Tier.ALL_WORDS.value
        return self._windowed(Ranked(docs, scores, tiers), window, len(docs))

    def documents(self, ordinals: Sequence[int]) -> StoredDocuments:
        return StoredDocuments(self._store, ordinals)

    def more_like_this(self, ordinal: int, limit: int) -> list[int]:
        stems = set(self._store.stems(ordinal).tolist())
        return more_like_this(ordinal, stems, self._postings, len(self._doc_values), limit)

    def _match_words(self, wanted: WantedEntries) -> WordMatches:
        found = match_words(self._postings, wanted.alternatives or [[]], wanted.enough)
        return self._in_one_sentence(found, wanted.alternatives) if wanted.in_one_sentence else found

    def _match_expanded(self, wanted: WantedEntries, expansions: Sequence[Expansion], found: WordMatches) -> Ranked:
        """Return the entries that match words or expansions of them; those `found` to match all words rank first."""
        expanded = match_expanded(self._postings, wanted.alternatives, expansions)
        if wanted.in_one_sentence:
            expanded = self._in_one_sentence(expanded, _with_expansions(wanted.alternatives, expansions))
        tiers = np.where(_is_full(expanded), _TIERS[Tier.SYNONYMS], _TIERS[Tier.SOME_WORDS])
        tiers[expanded.docs.searchsorted(found.all_words())] = Tier.ALL_WORDS
        return Ranked(expanded.docs, expanded.scores, tiers, _EXPANDED)

    def _in_one_sentence(self, found: WordMatches, alternatives: Sequence[Sequence[int]]) -> WordMatches:
        """Keep `full` only for entries in which one sentence contains every word; a long text contains most words."""
        if found.full is None:
            return found
        full = found.full.nonzero()[0]
        checked = full[(-found.scores[full]).argsort(kind="stable")[:MAX_SENTENCE_CHECKS]]
        kept = np.zeros(len(found.docs), dtype=bool)
        kept[checked] = self._store.hold_together(found.docs[checked].tolist(), alternatives)
        return WordMatches(found.docs, found.scores, kept)

    def _windowed(
        self, ranked: Ranked, window: Window, all_words: int, expansions: Sequence[Expansion] = ()
    ) -> Matches:
        """Return the part of all matches that is wanted."""
        values = self._doc_values
        counts = values.facet_counts(ranked.docs)
        chosen = _chosen(ranked, values, window.categories) if window.categories else ranked
        page = _listed(chosen, _page(chosen, values, window)) if window.has_page else NO_ENTRIES
        top = _listed(chosen, chosen.best(window.best))
        return Matches(top, page, len(chosen.docs), counts, _best_tier(ranked), all_words, expansions)

    def _named_first(
        self, ranked: Ranked, named: NamedEntries, window: Window, all_words: int, expansions: Sequence[Expansion]
    ) -> Matches:
        """Return what `_windowed` does of both, without merging them: entries found by name precede all others."""
        names, added = named
        is_full = len(names.ordinals) >= window.best
        others = NO_ENTRIES if is_full else _listed(ranked, ranked.best(window.best))
        counts = self._doc_values.facet_counts(ranked.docs)
        if added:
            counts = counts + self._doc_values.facet_counts(np.asarray(added))
        top, total = _first_of(names, others, window.best), len(ranked.docs) + len(added)
        return Matches(top, NO_ENTRIES, total, counts, Tier(names.tiers[0]), all_words, expansions)


def _tiered(found: WordMatches) -> Ranked:
    """Return the entries that match words, each in its tier."""
    if found.full is None:
        return Ranked(found.docs, found.scores, Tier.ALL_WORDS.value)
    tiers = np.where(found.full, _TIERS[Tier.ALL_WORDS], _TIERS[Tier.SOME_WORDS])
    return Ranked(found.docs, found.scores, tiers, _PLAIN)


def _named_tiers(docs: Docs, named: Mapping[int, Tier]) -> Tiers:
    """Return the tier of each match: that of its name, or ALL_WORDS."""
    tiers = np.full(len(docs), Tier.ALL_WORDS, np.int8)
    ordinals = np.fromiter(named, np.int32, len(named))
    places = docs.searchsorted(ordinals)
    found = docs.take(places, mode="clip") == ordinals
    tiers[places[found]] = np.fromiter(named.values(), np.int8, len(named))[found]
    return tiers


def _with_expansions(alternatives: Sequence[Sequence[int]], expansions: Sequence[Expansion]) -> list[list[int]]:
    """Return for each word the stems that match it, and those of its expansions."""
    expanded = [[*stems] for stems in alternatives]
    for covers, stems in expansions:
        for place in covers:
            expanded[place] += stems
    return expanded


def _is_full(found: WordMatches) -> Mask:
    """Return for each match whether it matches all words."""
    return np.ones(len(found.docs), dtype=bool) if found.full is None else found.full


def _chosen(ranked: Ranked, values: DocValues, categories: Sequence[str]) -> Ranked:
    """Return the matches in any of the categories."""
    places = values.in_categories(ranked.docs, categories).nonzero()[0]
    tiers = ranked.tiers if isinstance(ranked.tiers, int) else ranked.tiers[places]
    return Ranked(ranked.docs[places], ranked.scores[places], tiers)


def _page(ranked: Ranked, values: DocValues, window: Window) -> DocIds:
    """Return the places of the matches on the page of the window."""
    if window.sort == "relevance":
        return ranked.best(window.stop)[window.start :]
    return values.order_by(window.sort, ranked.docs)[window.start : window.stop]


def _listed(ranked: Ranked, places: DocIds) -> RankedEntries:
    ordinals: list[int] = ranked.docs.take(places).tolist()
    tiers = [ranked.tiers] * len(ordinals) if isinstance(ranked.tiers, int) else ranked.tiers.take(places).tolist()
    return RankedEntries(ordinals, tiers, ranked.scores.take(places).tolist())


def _first_of(names: RankedEntries, others: RankedEntries, count: int) -> RankedEntries:
    """Return the first `count` entries: those found by name, then the others, each once."""
    known = set(names.ordinals)
    places = [place for place, ordinal in enumerate(others.ordinals) if ordinal not in known]
    return RankedEntries(
        (names.ordinals + [others.ordinals[place] for place in places])[:count],
        (names.tiers + [others.tiers[place] for place in places])[:count],
        (names.scores + [others.scores[place] for place in places])[:count],
    )


def _best_tier(ranked: Ranked) -> Tier | None:
    if not len(ranked.docs):
        return None
    return Tier(ranked.tiers if isinstance(ranked.tiers, int) else int(ranked.tiers.min()))


def _named_entries(ranked: Ranked, named: Mapping[int, Tier]) -> NamedEntries:
    """Return the entries found by name, with the scores of those that match words too."""
    ordinals = sorted(named)
    if not len(ranked.docs):
        in_order = sorted(ordinals, key=named.__getitem__)
        return NamedEntries(
            RankedEntries(in_order, [named[each] for each in in_order], [0.0] * len(ordinals)), ordinals
        )
    places = ranked.docs.searchsorted(np.array(ordinals, np.int32))  # of the same kind, or all docs are converted
    known, scores = ranked.docs.take(places, mode="clip").tolist(), ranked.scores.take(places, mode="clip").tolist()
    order, added = [], []
    for ordinal, found, score in zip(ordinals, known, scores, strict=True):
        if found != ordinal:
            added.append(ordinal)
        order.append((named[ordinal], -score if found == ordinal else 0.0, ordinal))
    order.sort()
    tiers, lowered, best_first = zip(*order, strict=True)
    return NamedEntries(RankedEntries(list(best_first), list(tiers), [-score for score in lowered]), added)


def _merged(ranked: Ranked, named: NamedEntries) -> Ranked:
    """Return the matches with the entries found by name among them, each in the tier of its name."""
    names, added = named
    at = ranked.docs.searchsorted(np.array(added, np.int32))
    docs = np.insert(ranked.docs, at, added)
    tiers = np.full(len(ranked.docs), ranked.tiers, np.int8) if isinstance(ranked.tiers, int) else ranked.tiers
    tiers = np.insert(tiers, at, 0)
    tiers[docs.searchsorted(names.ordinals)] = names.tiers
    return Ranked(docs, np.insert(ranked.scores, at, 0), tiers)


class StoredDocuments:
    """The documents of some entries, read from the store when they are asked for; a DocumentBatch."""

    def __init__(self, store: DocumentStore, ordinals: Sequence[int]) -> None:
        self._store = store
        self._ordinals = ordinals

    def documents(self) -> list[Document]:
        return self._store.all_of(self._ordinals)

    def tokens(self) -> TokenBatch:
        return self._store.tokens(self._ordinals)

    def matches(self, stems: Collection[int]) -> list[list[Match]]:
        return self._store.matches(self._ordinals, stems)
