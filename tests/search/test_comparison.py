from __future__ import annotations

from search_app.search import Engine
from search_app.search.comparison import curated_pairs, find_terms, in_common, is_curated


def test_slugs_and_aliases_are_found_once_in_the_order_given(tiny: Engine) -> None:
    found = find_terms(tiny, ["tip-pooling", "co-pay", "gone", "copayment", "<b>"])
    assert found == (["tip-pooling", "copayment"], ["gone", "<b>"])


def test_names_are_found_as_they_are_written(tiny: Engine) -> None:
    assert find_terms(tiny, ["Tip Pooling", " Co-Pay ", "Nothing"]) == (["tip-pooling", "copayment"], ["Nothing"])


def test_pairs_that_list_each_other_are_curated(real: Engine, tiny: Engine) -> None:
    assert not is_curated(tiny, ["copayment", "deductible"])  # only one lists the other
    assert not is_curated(tiny, ["copayment", "copayment"])
    pairs = list(curated_pairs(real, real.entries()))
    assert len(pairs) == len(set(pairs)) > 100
    for pair in pairs[::50]:
        assert pair == tuple(sorted(pair))
        assert is_curated(real, pair[::-1])
    one, other = pairs[0]
    assert not is_curated(real, [one, other, pairs[-1][0]])


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
