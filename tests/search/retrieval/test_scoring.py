from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.search.index.postings import Postings
from search_app.search.index.reader import IndexReader
from search_app.search.retrieval.scoring import (
    SPARSE,
    Scored,
    any_of,
    in_a_row,
    intersect,
    match_words,
    merge,
    total,
    word_lists,
)
from tests.search.retrieval.conftest import WORDS, as_dict, numbers


def scored(found: Mapping[int, float]) -> Scored:
    return np.asarray(sorted(found), np.int32), np.asarray([found[doc] for doc in sorted(found)], np.float32)


lists = st.lists(st.dictionaries(st.integers(0, 30), st.integers(1, 100)), min_size=1, max_size=4)


@given(lists)
def test_merged_lists_add_up_and_count(found: list[dict[int, float]]) -> None:
    docs, scores, counts = merge([scored(each) for each in found])
    every = set().union(*found)
    assert as_dict((docs, scores)) == {doc: sum(each.get(doc, 0) for each in found) for doc in every}
    assert counts.tolist() == [sum(doc in each for each in found) for doc in sorted(every)]


@given(lists)
def test_an_intersection_is_what_all_lists_contain(found: list[dict[int, float]]) -> None:
    shared = set.intersection(*map(set, found))
    assert as_dict(intersect([scored(each) for each in found])) == {
        doc: sum(each[doc] for each in found) for doc in shared
    }


@pytest.mark.parametrize("entries", [10, SPARSE])
def test_a_total_is_the_same_for_few_and_for_many_postings(entries: int) -> None:
    docs = np.tile(np.arange(1, entries, 2, dtype=np.int32), 3)
    found = as_dict(total(docs, np.ones(len(docs), np.float32)))
    assert found == dict.fromkeys(range(1, entries, 2), 3.0)


@pytest.mark.parametrize(
    ("phrase", "entries"),
    [("fee wage", [0]), ("wage fee", [0, 1]), ("fee fee", [2]), ("wage claim fee", [4]), ("claim wage", [])],
)
def test_words_in_a_row_follow_one_another(postings: Postings, phrase: str, entries: list[int]) -> None:
    docs, scores = in_a_row(postings, numbers(postings, phrase))
    assert docs.tolist() == entries
    for doc, score in zip(docs.tolist(), scores.tolist(), strict=True):
        assert score == pytest.approx(sum(as_dict(postings.of(each))[doc] for each in numbers(postings, phrase)))


def test_any_of_no_stems_is_nothing_and_of_several_their_sum(postings: Postings) -> None:
    fee, claim = numbers(postings, "fee claim")
    assert as_dict(any_of(postings, [])) == {}
    assert set(as_dict(any_of(postings, [fee, claim]))) == {0, 1, 2, 3, 4}
    assert as_dict(any_of(postings, [fee, claim]))[3] == as_dict(postings.of(claim))[3]


def test_partial_matches_are_dropped_when_enough_entries_match_all_words(postings: Postings) -> None:
    alternatives = [[number] for number in numbers(postings, "fee wage")]  # both are in 0, 1, 4
    assert match_words(word_lists(postings, alternatives), enough=3).docs.tolist() == [0, 1, 4]
    few = match_words(word_lists(postings, alternatives), enough=4)
    assert few.docs.tolist() == [0, 1, 2, 4]
    assert few.all_words().tolist() == [0, 1, 4]


@pytest.mark.parametrize("enough", [None, 1, 1000])
def test_long_lists_add_up_as_short_ones_do(crowded: IndexReader, enough: int | None) -> None:
    alternatives = [[number] for number in numbers(crowded.postings, " ".join(WORDS[:3]))]
    times = SPARSE // 400
    short = match_words(word_lists(crowded.postings, alternatives), enough)
    long = match_words(word_lists(crowded.postings, alternatives * times), enough)
    assert long.docs.tolist() == short.docs.tolist()
    assert long.all_words().tolist() == short.all_words().tolist()
    assert long.scores == pytest.approx(times * short.scores, rel=1e-4)
