from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from search_app.search.index.documents import Document
from search_app.search.index.reader import IndexReader
from search_app.search.opensearch.documents import Tokens
from search_app.search.retrieval.opensearch_documents import CACHED, EntryCache, FetchedDocuments, StoredEntry


class Fetched:
    """Entries made on demand; the requests for them are recorded."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def __call__(self, ordinals: Sequence[int]) -> Mapping[int, StoredEntry]:
        self.asked.append(list(ordinals))
        return {ordinal: entry(ordinal) for ordinal in ordinals}


def entry(ordinal: int) -> StoredEntry:
    numbers = np.asarray([ordinal, 5])
    document = Document(f"e{ordinal}", (), "", 0, "", ())
    return StoredEntry(document, Tokens(numbers, np.asarray([0, 1]), np.asarray([0, 2, 3, 9])), numbers + 100)


def test_an_entry_is_fetched_once() -> None:
    fetched = Fetched()
    cache = EntryCache(fetched)
    assert [each.document.slug for each in cache.get([3, 1, 3])] == ["e3", "e1", "e3"]
    assert [each.document.slug for each in cache.get([1, 2])] == ["e1", "e2"]
    assert fetched.asked == [[3, 1], [2]]


def test_those_not_used_for_long_are_forgotten() -> None:
    fetched = Fetched()
    cache = EntryCache(fetched)
    cache.get([0])
    cache.get(range(1, CACHED))
    cache.get([0])  # used again
    cache.get([CACHED])
    cache.get([0])
    assert fetched.asked[-1] == [CACHED]
    cache.get([1])
    assert fetched.asked[-1] == [1]


def test_what_is_shown_while_typing_is_not_fetched(reader: IndexReader) -> None:
    fetched = Fetched()
    (found,) = FetchedDocuments(EntryCache(fetched), reader.entries, lambda: 2.5, [1]).summaries()
    assert (found.slug, found.summary) == (reader.entries[1].slug, reader.entries[1].summary)
    assert not fetched.asked


def test_words_of_several_entries_are_one_row(reader: IndexReader) -> None:
    batch = FetchedDocuments(EntryCache(Fetched()), reader.entries, lambda: 2.5, [4, 6])
    tokens = batch.tokens()
    assert tokens.average_length == 2.5
    assert (tokens.owners.tolist(), tokens.words.tolist()) == ([0, 0, 1, 1], [4, 5, 6, 5])
    assert batch.matches({105, 106}) == [[(1, 105, 3, 9)], [(0, 106, 0, 2), (1, 105, 3, 9)]]
    assert batch.matches(set()) == [[], []]
