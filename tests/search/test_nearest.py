from __future__ import annotations

import pytest
from msgspec.structs import replace

from search_app.search import Confidence, Engine, SearchRequest
from search_app.search.nearest import NearestTerm, NearestTerms


@pytest.fixture(scope="module")
def terms(tiny: Engine) -> NearestTerms:
    return NearestTerms(tiny)


def test_the_first_result_is_the_nearest_term(terms: NearestTerms) -> None:
    assert terms.nearest("sharing tip pooling") == NearestTerm("tip-pooling", "Tip Pooling", found=True)


def test_a_weak_result_is_near_and_not_found(tiny: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    found = replace(tiny.search(SearchRequest("dishwashers evening")), confidence=Confidence.WEAK)
    monkeypatch.setattr(tiny, "search", lambda _: found)
    nearest = NearestTerms(tiny).nearest("tip poolings")
    assert nearest is not None
    assert (nearest.slug, nearest.found, nearest.likeness > 0.9) == ("tip-pooling", False, True)


def test_when_nothing_is_found_the_most_similar_name_is(terms: NearestTerms) -> None:
    nearest = terms.nearest("tip stooling xyzzy")
    assert nearest is not None
    assert (nearest.slug, nearest.name) == ("tip-pooling", "Tip Pooling")


def test_a_query_unlike_any_name_has_a_nearest_term_of_little_likeness(terms: NearestTerms) -> None:
    nearest = terms.nearest("qqqq")
    assert nearest is not None
    assert not nearest.found
    assert nearest.likeness < 0.3


def test_stems_are_those_of_content_words(terms: NearestTerms) -> None:
    assert terms.stems("what are the fees of a co-pay") == {"fee", "co", "pay", "copay"}


def test_a_term_that_is_gone_has_its_slug_for_a_name_and_no_date(terms: NearestTerms) -> None:
    assert (terms.name("tip-pooling"), terms.updated("tip-pooling")) == ("Tip Pooling", "2026-03-30")
    assert (terms.name("gone"), terms.updated("gone")) == ("gone", "")
