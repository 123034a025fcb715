from __future__ import annotations

import pytest

from search_app.search.index.postings import Postings
from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.expanded import EXPANSION_WEIGHT, match_expanded
from search_app.search.retrieval.scoring import word_lists
from tests.search.retrieval.conftest import as_dict, numbers


def test_an_expansion_weighs_less_than_the_word_and_counts_as_it(postings: Postings) -> None:
    wage, claim, fee = numbers(postings, "wage claim fee")
    found = match_expanded(postings, word_lists(postings, [[wage], [claim]]), [Expansion((1,), (fee,))])
    scores = as_dict((found.docs, found.scores))
    of_wage, of_fee = as_dict(postings.of(wage)), as_dict(postings.of(fee))
    assert found.all_words().tolist() == [0, 1, 4]
    assert scores[1] == pytest.approx(of_wage[1] + EXPANSION_WEIGHT * of_fee[1])
    assert scores[2] == pytest.approx(EXPANSION_WEIGHT * of_fee[2])


def test_an_expansion_of_several_words_is_shared_among_them(postings: Postings) -> None:
    wage, claim, fee = numbers(postings, "wage claim fee")
    found = match_expanded(postings, word_lists(postings, [[wage], [claim]]), [Expansion((0, 1), (fee,))])
    assert found.all_words().tolist() == [0, 1, 2, 4]
    assert as_dict((found.docs, found.scores))[2] == pytest.approx(EXPANSION_WEIGHT * as_dict(postings.of(fee))[2])
