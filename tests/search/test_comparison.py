from __future__ import annotations

from search_app.search import Engine
from search_app.search.comparison import find_terms, in_common


def test_slugs_and_aliases_are_found_once_in_the_order_given(tiny: Engine) -> None:
    found = find_terms(tiny, ["tip-pooling", "co-pay", "gone", "copayment", "<b>"])
    assert found == (["tip-pooling", "copayment"], ["gone", "<b>"])


def test_terms_in_common_are_linked_with_all(tiny: Engine) -> None:
    assert [each.slug for each in in_common(tiny, ["copayment", "tip-pooling"])] == ["deductible"]
    assert in_common(tiny, ["copayment", "deductible", "tip-pooling"]) == ()


def test_common_terms_that_are_near_to_all_come_first(real: Engine) -> None:
    compared = ["copayment", "coinsurance"]
    common = [each.slug for each in in_common(real, compared)]
    assert "deductible" in common[:3]
    assert not set(common) & set(compared)
    for slug in compared:
        assert set(common) <= {each.slug for each in real.related(slug, 100) if each.source != "similar"}
