from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.search.retrieval.selection import FEW, best, order_keys
from search_app.search.retrieval.text_index import Tier

tiers = st.sampled_from(list(Tier))
scores = st.one_of(st.floats(0, width=32, allow_nan=False), st.sampled_from([0.0, 1e-45, 999.0, 1000.0, 1e5, 3.4e38]))
matches = st.lists(st.tuples(tiers, scores), max_size=40)


@given(matches)
def test_keys_sort_by_tier_then_score_then_place(found: list[tuple[Tier, float]]) -> None:
    keys = order_keys(np.asarray([tier for tier, _ in found], np.int64), np.asarray([s for _, s in found], np.float32))
    expected = sorted(range(len(found)), key=lambda place: (found[place][0], -np.float32(found[place][1]), place))
    assert keys.argsort(kind="stable").tolist() == expected


def test_no_score_reaches_into_a_better_tier() -> None:
    largest = np.finfo(np.float32).max
    better, worse = order_keys(np.asarray([Tier.NAME, Tier.ALIAS]), np.asarray([0, largest], np.float32))
    assert better < worse


def test_one_tier_for_all_is_that_tier_for_each() -> None:
    found = np.asarray([3, 0, 1000.5], np.float32)
    assert order_keys(5, found).tolist() == order_keys(np.asarray([5, 5, 5]), found).tolist()


@pytest.mark.parametrize("size", [0, 1, FEW, FEW + 1, 3 * FEW])
@pytest.mark.parametrize("count", [1, 10, FEW, 5 * FEW])
def test_the_best_are_those_of_a_full_sort(size: int, count: int) -> None:
    keys = np.random.default_rng(size).integers(0, 50, size)  # many ties
    assert best(keys, count).tolist() == keys.argsort(kind="stable")[:count].tolist()
