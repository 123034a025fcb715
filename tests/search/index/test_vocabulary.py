"""The vocabulary opens all structures that analyze a query."""

from __future__ import annotations

import pytest

from search_app.search.index.reader import IndexReader


def test_its_structures_are_those_of_one_generation(reader: IndexReader) -> None:
    vocabulary = reader.vocabulary
    assert vocabulary.entries == 3
    assert vocabulary.names.ordinal("deductible") == 1
    assert vocabulary.lexicon.knows("deductibles")
    assert vocabulary.speller.corrections("deductable") == ["deductible"]
    assert vocabulary.stems.frequency(vocabulary.stems.find("plan")) == 2


def test_rarer_words_have_a_higher_idf(reader: IndexReader) -> None:
    assert reader.vocabulary.idf(1) > reader.vocabulary.idf(2)
    assert reader.vocabulary.idf(2) == pytest.approx(1)
