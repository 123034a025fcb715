from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.search.retrieval.selection import FEW, FEW_IN_TIERS, Tiers, best
from search_app.search.retrieval.text_index import Tier
from search_app.search.storage.arrays import Scores

COUNTS = [1, 10, FEW, 5 * FEW]

tiers = st.sampled_from(list(Tier))
scores = st.one_of(st.floats(0, width=32, allow_nan=False), st.sampled_from([0.0, 1e-45, 999.0, 1000.0, 1e5, 3.4e38]))


def sorted_places(found: Tiers | int, of: Scores, count: int) -> list[int]:
    """Return what `best` does, by a sort of all places."""
    each = np.broadcast_to(found, of.shape).tolist()
    return sorted(range(len(of)), key=lambda place: (each[place], -of[place], place))[:count]


@given(st.lists(st.tuples(tiers, scores), max_size=40), st.integers(1, 50))
def test_the_order_is_by_tier_then_score_then_place(found: list[tuple[Tier, float]], count: int) -> None:
    each = np.asarray([tier for tier, _ in found], np.int8)
    of = np.asarray([score for _, score in found], np.float32)
    assert best(each, of, count).tolist() == sorted_places(each, of, count)
    assert best(Tier.ALL_WORDS.value, of, count).tolist() == sorted_places(0, of, count)


@pytest.mark.parametrize("size", [0, 1, FEW, FEW + 1, FEW_IN_TIERS, FEW_IN_TIERS + 1])
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("of_each", [5, [0, 5, 7], [3]])
def test_the_best_of_many_are_those_of_a_full_sort(size: int, count: int, of_each: Any) -> None:
    chance = np.random.default_rng(size)
    of = chance.integers(0, 50, size).astype(np.float32)  # many ties
    each = of_each if isinstance(of_each, int) else chance.choice(np.asarray(of_each, np.int8), size)
    assert best(each, of, count).tolist() == sorted_places(each, of, count)


@pytest.mark.parametrize("others", [1, FEW_IN_TIERS])
def test_no_score_reaches_into_a_better_tier(others: int) -> None:
    of = np.asarray([*[np.finfo(np.float32).max] * others, 0.0], np.float32)
    each = np.asarray([*[Tier.ALIAS] * others, Tier.NAME], np.int8)
    assert best(each, of, 2).tolist() == [others, 0]
