"""Lists of matches in OpenSearch: the best entries that a query finds, how many there are, and counts by category."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from msgspec import Struct

from search_app.errors import BadParameter
from search_app.messages import message
from search_app.search.index.doc_values import DocValues
from search_app.search.opensearch import mapping
from search_app.search.opensearch.cluster import Cluster
from search_app.search.retrieval.opensearch_queries import ORDERS, Body, in_categories
from search_app.search.retrieval.text_index import Tier, Window
from search_app.search.storage.arrays import Counts

SERVER_TIME = "1400ms"  # after which a server gives up; the client waits slightly longer

Hits = list[tuple[int, float]]  # ordinals with their scores

_CATEGORIES, _EVERY = "categories", "every"


class Listing(Struct, frozen=True):
    """A query whose matches are listed, and the least score of one that counts."""

    query: Body
    least: float = 0.0


class Listed(Struct, frozen=True):
    """The matches of a listing.

    top: the best in any category; every: how many there are; counts: how many of them each category contains.
    chosen: the best in the categories of the window; total: how many there are.
    """

    top: Hits
    every: int
    counts: Counts
    chosen: Hits
    total: int
    listing: Listing | None = None  # None if `chosen` has all

    @property
    def is_complete(self) -> bool:
        """Whether `top` has all matches."""
        return len(self.top) == self.every


class Lister:
    """Lists matches in the index of one generation; all that is asked at once is sent in one request."""

    def __init__(self, cluster: Cluster, index: str, values: DocValues) -> None:
        self._cluster = cluster
        self._index = index
        self._values = values

    def ask(self, bodies: Sequence[Body]) -> list[Any]:
        """Return the answers to the bodies of searches."""
        return self._cluster.search(self._index, bodies) if bodies else []

    def bodies(self, listing: Listing, size: int, categories: Sequence[str]) -> list[Body]:
        """Return the searches for the matches of a listing: in any category, and in those of the window."""
        counted = {
            _CATEGORIES: {"terms": {"field": mapping.CATEGORY, "size": max(len(self._values.numbers), 1)}},
        }
        free = {**search_body(listing, size), "aggs": counted}
        if not categories:
            return [free]
        return [free, search_body(self.inside(listing, categories), size)]

    def inside(self, listing: Listing, categories: Sequence[str]) -> Listing:
        """Return the listing of those of its matches that are in any of the categories."""
        if not categories:
            return listing
        numbers = [self._values.numbers[slug] for slug in categories if slug in self._values.numbers]
        query = {"bool": {"must": [listing.query], "filter": [in_categories(numbers)]}}
        return Listing(query, listing.least)

    def listed(self, listing: Listing, answers: Sequence[Any]) -> Listed:
        """Return the matches in the answers to `bodies`."""
        free, chosen = answers[0], answers[-1]
        counts = np.zeros(len(self._values.numbers), np.int64)
        for bucket in free["aggregations"][_CATEGORIES]["buckets"]:
            counts[bucket["key"]] = bucket["doc_count"]
        return Listed(hits_of(free), total_of(free), counts, hits_of(chosen), total_of(chosen), listing)

    def known(self, hits: Iterable[tuple[int, float]], categories: Sequence[str]) -> Listed:
        """Return matches that are known one by one."""
        top = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
        ordinals = np.asarray([ordinal for ordinal, _ in top], np.int64)
        chosen = top
        if categories:
            mask = self._values.in_categories(ordinals, categories).tolist()
            chosen = [hit for hit, is_inside in zip(top, mask, strict=True) if is_inside]
        return Listed(top, len(top), self._values.facet_counts(ordinals), chosen, len(chosen))


def search_body(listing: Listing, size: int, sort: str = "relevance") -> Body:
    """Return the search for the first matches of a listing."""
    body: Body = {
        "query": listing.query,
        "size": size,
        "sort": ORDERS[sort],
        "track_scores": True,
        "track_total_hits": True,
        "stored_fields": "_none_",  # the ordinal is among the values that are sorted by
        "timeout": SERVER_TIME,
    }
    return {**body, "min_score": listing.least} if listing.least else body


def hits_of(answer: Mapping[str, Any]) -> Hits:
    """Return the entries in an answer."""
    return [(hit["sort"][-1], hit["_score"]) for hit in answer["hits"]["hits"]]


def flagged(answer: Mapping[str, Any], name: str) -> set[int]:
    """Return the entries in an answer that the query with this name finds."""
    return {hit["sort"][-1] for hit in answer["hits"]["hits"] if name in hit.get("matched_queries", ())}


def total_of(answer: Mapping[str, Any]) -> int:
    """Return how many entries match."""
    return int(answer["hits"]["total"]["value"])


def check_depth(window: Window) -> None:
    """Check that a page is not too far down.

    Raises:
        BadParameter: it is.
    """
    if window.stop > mapping.WINDOW:
        page = 1 + window.start // max(window.stop - window.start, 1)
        raise BadParameter("page", str(page), message("among the first %(most)s results"), most=f"{mapping.WINDOW:,}")


class TierList(Struct, frozen=True):
    """The matches of one tier, those that are found by name apart."""

    tier: Tier
    listed: Listed
