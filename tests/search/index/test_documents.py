"""Stored documents with their tokens."""

from __future__ import annotations

import numpy as np
import pytest

from search_app.search.index.documents import DocumentStore, is_any
from search_app.search.index.reader import IndexReader

COPAYMENT, DEDUCTIBLE, TIP_POOLING = range(3)


@pytest.fixture
def store(reader: IndexReader) -> DocumentStore:
    return reader.documents


def stem(reader: IndexReader, text: str) -> int:
    found = reader.postings.stems.find(text)
    assert found >= 0
    return found


def test_a_document_shows_an_entry_without_its_tables(store: DocumentStore) -> None:
    document = store[COPAYMENT]
    assert [part.text for part in document.fields[:3]] == ["Copayment", "copay", "co-pay"]
    assert document.summary == "A copayment is a fixed fee for a visit."
    assert store.all_of([2, 0]) == [store[2], store[0]]


def test_matches_are_the_places_of_wanted_stems(reader: IndexReader, store: DocumentStore) -> None:
    plan, arm = stem(reader, "plan"), stem(reader, "arm")
    none, some = store.matches([TIP_POOLING, DEDUCTIBLE], {plan, arm})
    assert none == []
    texts = {part.text[start:end] for _, _, start, end in some for part in store[DEDUCTIBLE].fields}
    assert {"plan", "arm"} <= texts
    assert [number for number, *_ in some] == sorted(number for number, *_ in some)
    assert store.matches([], {plan}) == []
    assert store.matches([0], set()) == [[]]


def test_words_in_one_sentence(reader: IndexReader, store: DocumentStore) -> None:
    fixed, visit, day = ([stem(reader, word)] for word in ("fix", "visit", "day"))
    assert store.hold_together([COPAYMENT], [fixed, visit]) == [True]
    assert store.hold_together([COPAYMENT], [fixed, day]) == [False]
    assert store.hold_together([COPAYMENT], [fixed, [*day, *visit]]) == [True]


def test_a_batch_has_the_words_of_each_entry(store: DocumentStore) -> None:
    batch = store.tokens([DEDUCTIBLE, COPAYMENT])
    assert batch.lengths.tolist() == [len(store.stems(DEDUCTIBLE)), len(store.stems(COPAYMENT))]
    assert np.bincount(batch.owners).tolist() == batch.lengths.tolist()
    assert batch.stems.tolist() == [*store.stems(DEDUCTIBLE), *store.stems(COPAYMENT)]


@pytest.mark.parametrize("wanted", [[], [3], [3, 5], list(range(40))])
def test_wanted_values_are_found_however_many_they_are(wanted: list[int]) -> None:
    values = np.array([3, 4, 5, 50])
    assert is_any(values, wanted).tolist() == [value in wanted for value in values.tolist()]
