from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.spelling import Candidate
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.query.replacement import combinations, is_plain, keys_of_text, keys_of_words, replaced


def analyzed(typed: str, vocabulary: Vocabulary) -> AnalyzedQuery:
    return AnalyzedQuery(parse_plain(typed, ENGLISH), vocabulary)


def test_combinations_change_little_first(vocabulary: Vocabulary) -> None:
    query = analyzed("tipp  polling", vocabulary)
    likely = [[Candidate(1, "tip", sounds_alike=True)], [Candidate(0.5, "pooling", sounds_alike=False)]]
    found = list(combinations(query.content, likely))
    assert found == [({1: "pooling"}, (1, 0.5)), ({0: "tip"}, (1, 1)), ({0: "tip", 1: "pooling"}, (2, 1.5))]
    assert [replaced(query, new) for new, _ in found] == ["tipp  pooling", "tip  polling", "tip  pooling"]


@pytest.mark.parametrize("typed", ["tip pool", "Section one", "chapter V", "co-pay plan", "O'Neil's C++", "crédit x"])
def test_a_plain_query_has_the_keys_of_its_text(vocabulary: Vocabulary, typed: str) -> None:
    query = analyzed(typed, vocabulary)
    for new in ({}, {0: "chapter"}, {1: "one"}, {0: "deductibles", 1: "fees"}):
        if is_plain(query, [[Candidate(0, each, sounds_alike=True)] for each in new.values()]):
            assert keys_of_words(query, new) == keys_of_text(query, new)


def test_a_query_is_plain_without_signs_and_numbers_behind_words(vocabulary: Vocabulary) -> None:
    typed = ["tip pooling", "Tip  401k", "tip-pooling", "tips'", "crédit", "C++", "chapter v", "one chapter"]
    queries = [analyzed(each, vocabulary) for each in typed]
    assert [query.text for query in queries if is_plain(query, [])] == ["tip pooling", "Tip  401k"]
    assert not is_plain(queries[0], [[Candidate(0, "one", sounds_alike=True)]])
