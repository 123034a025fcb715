from __future__ import annotations

from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.opensearch_queries import NOTHING, Words, any_of, either, every, scored, without


def test_all_words_are_wanted_or_none() -> None:
    assert Words([[1], [2, 3]]).all_words() == every([any_of([1]), any_of([2, 3])])
    assert Words([[1], []]).all_words() == NOTHING  # the glossary lacks a word
    assert Words([]).all_words() == NOTHING


def test_some_words_need_not_be_known() -> None:
    assert Words([[1], [], [2]]).some_words() == any_of([1, 2])
    assert Words([[], []]).some_words() == NOTHING


def test_an_expansion_stands_in_for_the_words_it_covers() -> None:
    words = Words([[1], []], [Expansion((1,), (7,))])
    assert words.all_words() == every([any_of([1]), either([any_of([7])])])
    assert words.in_one_sentence() != NOTHING


def test_an_expansion_scores_half_and_less_for_each_word_it_covers() -> None:
    (_, best) = Words([[1], [2]], [Expansion((0, 1), (7,))]).scores()["bool"]["should"]
    own, expanded = best["dis_max"]["queries"]
    assert own["bool"]["should"][0]["term"]["entry"] == {"value": "2", "boost": 1.0}
    assert expanded["bool"]["must"][0]["term"]["entry"] == {"value": "7", "boost": 0.25}


def test_entries_are_left_out() -> None:
    assert "must_not" not in scored(any_of([1]), any_of([1]))["bool"]
    assert scored(any_of([1]), any_of([1]), {4, 2})["bool"]["must_not"] == [{"terms": {"ordinal": [2, 4]}}]
    assert without(any_of([1]), ()) == any_of([1])
