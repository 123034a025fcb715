from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary


def test_a_rarer_word_weighs_more(vocabulary: Vocabulary) -> None:
    assert vocabulary.entries == 3
    assert vocabulary.idf(0) > vocabulary.idf(1) > vocabulary.idf(3) > 0
    assert vocabulary.idf(2) == pytest.approx(1)


def test_a_word_is_known_to_every_part_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert vocabulary.stems.frequency(vocabulary.stems.find("deduct")) == 2
    assert vocabulary.lexicon.knows("deductible")
    assert vocabulary.speller.corrections("deductable") == ["deductible"]
    assert [name.ordinal for name in vocabulary.names.lookup("deductible")] == [1]
    assert len(vocabulary.one_word_names.of([1]).words) == 1
