"""Stored documents read from OpenSearch, and those read last, which a search often needs again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np
from msgspec import Struct

from search_app.search.index.documents import Document, Match, TokenBatch, is_any
from search_app.search.index.entries import EntryStore
from search_app.search.opensearch.documents import Numbers, Tokens

CACHED = 2_000  # entries


class StoredEntry(Struct, frozen=True, gc=False):
    """The fields of an entry that results show, and its words."""

    document: Document
    tokens: Tokens
    stems: Numbers  # of the words


Fetch = Callable[[Sequence[int]], Mapping[int, StoredEntry]]


class EntryCache:
    """The entries of one generation that were read last; they never change. Threads share it."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._known: OrderedDict[int, StoredEntry] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, ordinals: Sequence[int]) -> list[StoredEntry]:
        """Return entries, in order; those that are not known are fetched in one request."""
        with self._lock:
            found = {ordinal: self._known[ordinal] for ordinal in ordinals if ordinal in self._known}
        if missing := [ordinal for ordinal in dict.fromkeys(ordinals) if ordinal not in found]:
            found.update(self._fetch(missing))
        with self._lock:
            self._known.update(found)
            for ordinal in found:
                self._known.move_to_end(ordinal)
            while len(self._known) > CACHED:
                self._known.popitem(last=False)
        return [found[ordinal] for ordinal in ordinals]


class FetchedDocuments:
    """The documents of some entries, fetched when they are asked for; a DocumentBatch."""

    def __init__(
        self, cache: EntryCache, entries: EntryStore, average_length: Callable[[], float], ordinals: Sequence[int]
    ) -> None:
        self._cache = cache
        self._entries = entries
        self._average_length = average_length
        self._ordinals = ordinals

    def documents(self) -> list[Document]:
        return [entry.document for entry in self._cache.get(self._ordinals)]

    def summaries(self) -> list[Document]:
        """Return them from this process: what is typed is completed without the cluster."""
        return self._entries.documents(self._ordinals)

    def tokens(self) -> TokenBatch:
        entries = self._cache.get(self._ordinals)
        tokens = [entry.tokens for entry in entries]
        lengths = np.asarray([len(each.words) for each in tokens])
        return TokenBatch(
            lengths,
            self._average_length(),
            np.repeat(np.arange(len(tokens)), lengths),
            np.concatenate([entry.stems for entry in entries]),
            np.concatenate([each.words for each in tokens]),
            np.concatenate([each.sentences for each in tokens]),
        )

    def matches(self, stems: Collection[int]) -> list[list[Match]]:
        if not stems:
            return [[] for _ in self._ordinals]
        return [_matches(entry, stems) for entry in self._cache.get(self._ordinals)]


def _matches(entry: StoredEntry, wanted: Collection[int]) -> list[Match]:
    places, spans = is_any(entry.stems, wanted).nonzero()[0], entry.tokens.spans
    starts, ends = spans[2 * places].tolist(), spans[2 * places + 1].tolist()
    return list(zip(places.tolist(), entry.stems[places].tolist(), starts, ends, strict=True))
