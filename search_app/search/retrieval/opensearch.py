"""The OpenSearch back end: the texts of one generation in an index of a cluster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np

from search_app.errors import TextsUnavailable
from search_app.search.index.doc_values import DocValues
from search_app.search.index.reader import CatalogueReader
from search_app.search.opensearch import mapping
from search_app.search.opensearch.cluster import Cluster
from search_app.search.opensearch.documents import decode_document, decode_tokens
from search_app.search.query.syntax_tree import Everything, Query
from search_app.search.retrieval.more_like_this import content_stems
from search_app.search.retrieval.opensearch_documents import EntryCache, FetchedDocuments, StoredEntry
from search_app.search.retrieval.opensearch_lists import (
    Lister,
    Listing,
    TierList,
    check_depth,
    hits_of,
    search_body,
)
from search_app.search.retrieval.opensearch_matching import Found, PlainMatcher
from search_app.search.retrieval.opensearch_queries import Words, is_among, scored, without
from search_app.search.retrieval.opensearch_trees import TreeTranslator
from search_app.search.retrieval.text_index import (
    NO_ENTRIES,
    Expand,
    Matches,
    NamedAs,
    RankedEntries,
    Tier,
    WantedEntries,
    Window,
)


class OpenSearchTextIndex:
    """The full text of one generation; a TextIndex. Opening it asks the cluster nothing.

    index: the name of the index with the texts of this generation.
    reader: the structures that are in this process.
    """

    def __init__(self, cluster: Cluster, index: str, reader: CatalogueReader) -> None:
        self._cluster = cluster
        self._index = index
        self._entries = reader.entries
        self._values = reader.doc_values
        self._stems = reader.vocabulary.stems
        self._lexicon = reader.vocabulary.lexicon
        self._lister = Lister(cluster, index, reader.doc_values)
        self._trees = TreeTranslator(reader.vocabulary, reader.doc_values)
        self._cache = EntryCache(self._fetch)

    def match(self, wanted: WantedEntries, window: Window, expand: Expand | None = None) -> Matches:
        check_depth(window)
        found = PlainMatcher(self._lister, wanted, window).run(expand)
        named = [(*wanted.named[ordinal], -found.named.get(ordinal, 0.0), ordinal) for ordinal in wanted.named]
        return self._windowed(found, sorted(named), window)

    def evaluate(self, query: Query, window: Window, named: Mapping[int, Tier] = MappingProxyType({})) -> Matches:
        if isinstance(query, Everything):
            return _everything(self._values, window)
        check_depth(window)
        tree = self._trees.translate(query)
        others = Listing(without(tree, named))
        size = max(window.best, window.stop if window.sort == "relevance" else 0, 1)
        bodies = self._lister.bodies(others, size, window.categories)
        matching = [search_body(Listing(scored(is_among(named), tree)), len(named))] if named else []
        answers = self._lister.ask([*bodies, *matching])
        listed = self._lister.listed(others, answers[: len(bodies)])
        scores = dict(hits_of(answers[-1])) if named else {}
        order = sorted([(*NamedAs(named[ordinal]), -score, ordinal) for ordinal, score in scores.items()])
        found = Found([TierList(Tier.ALL_WORDS, listed)], scores, listed.every + len(scores))
        return self._windowed(found, order, window)

    def documents(self, ordinals: Sequence[int]) -> FetchedDocuments:
        return FetchedDocuments(self._cache, self._entries, lambda: self._average_length, ordinals)

    def more_like_this(self, ordinal: int, limit: int) -> list[int]:
        """Return entries with similar text; none if the cluster cannot be reached, since a term is read without."""
        try:
            (entry,) = self._cache.get([ordinal])
            stems = content_stems(set(entry.stems.tolist()), self._stems, len(self._values))
            if not stems:
                return []
            words = Words([[stem] for stem in stems])
            listing = Listing(scored(words.some_words(), words.scores(), [ordinal]))
            return [other for other, _ in hits_of(self._lister.ask([search_body(listing, limit)])[0])]
        except TextsUnavailable:
            return []

    def _fetch(self, ordinals: Sequence[int]) -> dict[int, StoredEntry]:
        """Return the stored entries from the index."""
        body = {
            "query": {"bool": {"filter": [is_among(ordinals)]}},
            "size": len(ordinals),
            "track_total_hits": False,
        }
        hits = self._lister.ask([body])[0]["hits"]["hits"]
        if len(hits) != len(ordinals):
            raise TextsUnavailable
        return {int(hit["_id"]): self._stored(hit["_source"]) for hit in hits}

    def _stored(self, source: Mapping[str, str]) -> StoredEntry:
        tokens = decode_tokens(source[mapping.TOKENS])
        stems = self._lexicon.stems_of(tokens.words, "entry")
        return StoredEntry(decode_document(source[mapping.DOCUMENT]), tokens, stems)

    @cached_property
    def _average_length(self) -> float:
        found = self._cluster.request("GET", f"/{self._index}/_mapping")
        return float(found[self._index]["mappings"]["_meta"]["average_length"])

    def _windowed(self, found: Found, named: Sequence[tuple[int, int, float, int]], window: Window) -> Matches:
        """Return the part of all matches that is wanted; `named` are those found by name, best first."""
        ordinals = np.asarray([ordinal for *_, ordinal in named], np.int64)
        inside = named
        if window.categories:
            mask = self._values.in_categories(ordinals, window.categories).tolist()
            inside = [row for row, is_inside in zip(named, mask, strict=True) if is_inside]
        best = _ranked(found.tiers, inside)
        page = NO_ENTRIES
        if window.has_page:
            best_page = _sliced(best, window.start, window.stop)
            page = best_page if window.sort == "relevance" else self._sorted(found.tiers, inside, window)
        return Matches(
            best=_sliced(best, 0, window.best),
            page=page,
            total=len(inside) + sum(tier.listed.total for tier in found.tiers),
            counts=self._values.facet_counts(ordinals) + sum(tier.listed.counts for tier in found.tiers),
            best_tier=_best_tier(found.tiers, named),
            all_words=found.all_words,
            expansions=found.expansions,
            more=found.more,
            total_unfiltered=len(named) + sum(tier.listed.every for tier in found.tiers),
        )

    def _sorted(
        self, tiers: Sequence[TierList], named: Sequence[tuple[int, int, float, int]], window: Window
    ) -> RankedEntries:
        """Return the matches on a page that is sorted otherwise than by relevance."""
        rows = {ordinal: (tier, -lowered) for tier, _, lowered, ordinal in named}
        asked = [(tier.tier, tier.listed.listing) for tier in tiers if tier.listed.listing]
        bodies = [
            search_body(self._lister.inside(listing, window.categories), window.stop, window.sort)
            for _, listing in asked
        ]
        for (tier, _), answer in zip(asked, self._lister.ask(bodies), strict=True):
            rows.update({ordinal: (tier, score) for ordinal, score in hits_of(answer)})
        for each in tiers:
            if not each.listed.listing:
                rows.update({ordinal: (each.tier, score) for ordinal, score in each.listed.chosen})
        ordinals = np.asarray(sorted(rows), np.int64)
        shown = ordinals[self._values.order_by(window.sort, ordinals)[window.start : window.stop]].tolist()
        return RankedEntries(shown, [int(rows[each][0]) for each in shown], [rows[each][1] for each in shown])


def _ranked(tiers: Sequence[TierList], named: Sequence[tuple[int, int, float, int]]) -> RankedEntries:
    """Return the matches in the chosen categories that are listed, best first."""
    rows = [(ordinal, tier, -lowered) for tier, _, lowered, ordinal in named]
    rows += [(ordinal, int(each.tier), score) for each in tiers for ordinal, score in each.listed.chosen]
    return RankedEntries([row[0] for row in rows], [int(row[1]) for row in rows], [row[2] for row in rows])


def _sliced(ranked: RankedEntries, start: int, stop: int) -> RankedEntries:
    return RankedEntries(ranked.ordinals[start:stop], ranked.tiers[start:stop], ranked.scores[start:stop])


def _best_tier(tiers: Sequence[TierList], named: Sequence[tuple[int, int, float, int]]) -> Tier | None:
    if named:
        return Tier(named[0][0])
    return next((each.tier for each in tiers if each.listed.every), None)


def _everything(values: DocValues, window: Window) -> Matches:
    """Return all entries: their order is known in this process, and browsing needs no text."""
    every = np.arange(len(values), dtype=np.int32)
    chosen = every[values.in_categories(every, window.categories)] if window.categories else every
    page = NO_ENTRIES
    if window.has_page:
        order = chosen if window.sort == "relevance" else chosen[values.order_by(window.sort, chosen)]
        page = _unscored(order[window.start : window.stop].tolist())
    return Matches(
        best=_unscored(chosen[: window.best].tolist()),
        page=page,
        total=len(chosen),
        counts=values.facet_counts(every),
        best_tier=Tier.ALL_WORDS if len(every) else None,
        all_words=len(every),
        total_unfiltered=len(every),
    )


def _unscored(ordinals: list[int]) -> RankedEntries:
    return RankedEntries(ordinals, [int(Tier.ALL_WORDS)] * len(ordinals), [0.0] * len(ordinals))
