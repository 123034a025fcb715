"""The term nearest to a query."""

from __future__ import annotations

from search_app.search import Engine
from search_app.search.nearest import NearestTerm, NearestTerms


def test_the_first_result_is_nearest(tiny: Engine) -> None:
    assert NearestTerms(tiny).nearest("copay") == NearestTerm("copayment", "Copayment", found=True)


def test_without_a_result_the_most_similar_name_is_nearest(tiny: Engine) -> None:
    near = NearestTerms(tiny).nearest("xqzw")
    assert near
    assert (near.found, near.likeness < 0.5) == (False, True)


def test_stems_are_those_of_content_words(tiny: Engine) -> None:
    assert NearestTerms(tiny).stems("what is a deductible") == NearestTerms(tiny).stems("deductibles")


def test_a_term_that_is_gone_keeps_its_slug_as_name(tiny: Engine) -> None:
    terms = NearestTerms(tiny)
    assert (terms.name("copayment"), terms.updated("copayment")) == ("Copayment", "2026-01-10")
    assert (terms.name("gone"), terms.updated("gone")) == ("gone", "")
