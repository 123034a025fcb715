"""The embedded back end: Whoosh's postings as memory-mapped arrays, evaluated in this process."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct

from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import Document, DocumentStore, Match, TokenBatch
from search_app.search.index.reader import IndexReader
from search_app.search.query.syntax_tree import Query
from search_app.search.retrieval.more_like_this import more_like_this
from search_app.search.retrieval.scoring import WordMatches, match_expanded, match_words
from search_app.search.retrieval.selection import Tiers, best, order_keys
from search_app.search.retrieval.text_index import NO_ENTRIES, Matches, RankedEntries, Tier, WantedEntries, Window
from search_app.search.retrieval.tree_evaluation import TreeEvaluator
from search_app.search.storage.arrays import DocIds, Docs, Mask, Scores

MAX_SENTENCE_CHECKS = 200  # entries checked for one sentence with all words, best first


class Ranked(Struct, frozen=True):
    """All matches, in order of ordinals; `tiers` is one number if all have the same."""

    docs: Docs
    scores: Scores
    tiers: Tiers | int

    @property
    def best_tier(self) -> Tier | None:
        if not len(self.docs):
            return None
        return Tier(self.tiers if isinstance(self.tiers, int) else int(self.tiers.min()))


class EmbeddedTextIndex:
    """The full text of one generation; a TextIndex."""

    def __init__(self, reader: IndexReader) -> None:
        self._postings = reader.postings
        self._store = reader.documents
        self._doc_values = reader.doc_values
        self._trees = TreeEvaluator(
            {"entry": reader.postings, "name": reader.name_postings}, reader.doc_values, reader.vocabulary.lexicon
        )

    def match(self, wanted: WantedEntries, window: Window) -> Matches:
        found = self._match_words(wanted)
        all_words = found.all_words()
        tiers: Tiers | int = Tier.ALL_WORDS.value
        if wanted.expansions:
            found = self._match_expanded(wanted)
            tiers = np.where(_is_full(found), Tier.SYNONYMS, Tier.SOME_WORDS)
            tiers[found.docs.searchsorted(all_words)] = Tier.ALL_WORDS
        elif found.full is not None:
            tiers = np.where(found.full, Tier.ALL_WORDS, Tier.SOME_WORDS)
        ranked = _with_names(Ranked(found.docs, found.scores, tiers), wanted.named)
        return self._windowed(ranked, window, len(all_words))

    def evaluate(self, query: Query, window: Window) -> Matches:
        docs, scores = self._trees.evaluate(query)
        return self._windowed(Ranked(docs, scores, Tier.ALL_WORDS.value), window, len(docs))

    def documents(self, ordinals: Sequence[int]) -> StoredDocuments:
        return StoredDocuments(self._store, ordinals)

    def more_like_this(self, ordinal: int, limit: int) -> list[int]:
        stems = set(self._store.stems(ordinal).tolist())
        return more_like_this(ordinal, stems, self._postings, len(self._doc_values), limit)

    def _match_words(self, wanted: WantedEntries) -> WordMatches:
        found = match_words(self._postings, wanted.alternatives or [[]], wanted.enough)
        return self._in_one_sentence(found, wanted.alternatives) if wanted.in_one_sentence else found

    def _match_expanded(self, wanted: WantedEntries) -> WordMatches:
        found = match_expanded(self._postings, wanted.alternatives, wanted.expansions)
        if not wanted.in_one_sentence:
            return found
        expanded = [[*stems] for stems in wanted.alternatives]
        for covers, stems in wanted.expansions:
            for place in covers:
                expanded[place] += stems
        return self._in_one_sentence(found, expanded)

    def _in_one_sentence(self, found: WordMatches, alternatives: Sequence[Sequence[int]]) -> WordMatches:
        """Keep `full` only for entries in which one sentence contains every word; a long text contains most words."""
        if found.full is None:
            return found
        full = found.full.nonzero()[0]
        checked = full[(-found.scores[full]).argsort(kind="stable")[:MAX_SENTENCE_CHECKS]]
        kept = np.zeros(len(found.docs), dtype=bool)
        kept[checked] = self._store.hold_together(found.docs[checked].tolist(), alternatives)
        return WordMatches(found.docs, found.scores, kept)

    def _windowed(self, ranked: Ranked, window: Window, all_words: int) -> Matches:
        """Return the part of all matches that is wanted."""
        values = self._doc_values
        counts = values.facet_counts(ranked.docs)
        chosen = ranked
        if window.categories:
            chosen = _chosen(ranked, values, window.categories)
        keys = order_keys(chosen.tiers, chosen.scores)
        order = best(keys, window.best)
        page = NO_ENTRIES
        if window.has_page:
            page = _listed(chosen, _page(chosen, keys, values, window))
        return Matches(_listed(chosen, order), page, len(chosen.docs), counts, ranked.best_tier, all_words)


def _is_full(found: WordMatches) -> Mask:
    """Return for each match whether it matches all words."""
    return np.ones(len(found.docs), dtype=bool) if found.full is None else found.full


def _chosen(ranked: Ranked, values: DocValues, categories: Sequence[str]) -> Ranked:
    """Return the matches in any of the categories."""
    places = values.in_categories(ranked.docs, categories).nonzero()[0]
    tiers = ranked.tiers if isinstance(ranked.tiers, int) else ranked.tiers[places]
    return Ranked(ranked.docs[places], ranked.scores[places], tiers)


def _page(ranked: Ranked, keys: DocIds, values: DocValues, window: Window) -> DocIds:
    """Return the places of the matches on the page of the window."""
    if window.sort == "relevance":
        return best(keys, window.stop)[window.start :]
    return values.order_by(window.sort, ranked.docs)[window.start : window.stop]


def _listed(ranked: Ranked, places: DocIds) -> RankedEntries:
    ordinals: list[int] = ranked.docs.take(places).tolist()
    tiers = [ranked.tiers] * len(ordinals) if isinstance(ranked.tiers, int) else ranked.tiers.take(places).tolist()
    return RankedEntries(ordinals, tiers, ranked.scores.take(places).tolist())


def _with_names(found: Ranked, named: Mapping[int, Tier]) -> Ranked:
    """Return the matches with the entries found by name among them, each in the tier of its name."""
    if not named:
        return found
    ordinals = np.fromiter(named, np.int32, len(named))
    order = ordinals.argsort()
    ordinals, own = ordinals[order], np.fromiter(named.values(), np.int64, len(named))[order]
    if not len(found.docs):
        return Ranked(ordinals, np.zeros(len(ordinals), np.float32), own)
    tiers = np.full(len(found.docs), found.tiers) if isinstance(found.tiers, int) else found.tiers
    places = found.docs.searchsorted(ordinals)
    inside = found.docs.take(places, mode="clip") == ordinals
    tiers[places[inside]] = own[inside]
    if np.count_nonzero(inside) == len(inside):  # the usual case: an entry contains the words of its name
        return Ranked(found.docs, found.scores, tiers)
    added, at = ~inside, places[~inside]
    return Ranked(
        np.insert(found.docs, at, ordinals[added]),
        np.insert(found.scores, at, np.float32(0)),
        np.insert(tiers, at, own[added]),
    )


class StoredDocuments:
    """The documents of some entries, read from the store when they are asked for; a DocumentBatch."""

    def __init__(self, store: DocumentStore, ordinals: Sequence[int]) -> None:
        self._store = store
        self._ordinals = ordinals

    def documents(self) -> list[Document]:
        return self._store.all_of(self._ordinals)

    def tokens(self) -> TokenBatch:
        return self._store.texts(self._ordinals)

    def matches(self, stems: Collection[int]) -> list[list[Match]]:
        return self._store.matches(self._ordinals, stems)
