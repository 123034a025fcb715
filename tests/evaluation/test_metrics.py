"""Metrics of ranked results, on rankings small enough to score by hand."""

from __future__ import annotations

import math

import pytest

from search_app.evaluation.metrics import DEPTH, Scores, judge, mean, percentile

GRADES = {"best": 2, "good": 1}


def test_the_ideal_order_scores_one() -> None:
    assert judge(["best", "good", "other"], GRADES) == Scores(first=1, five=1, mrr=1, ndcg=1, none=0)


def test_later_ranks_are_discounted() -> None:
    scores = judge(["other", "good", "best"], GRADES)
    gain = 1 / math.log2(3) + 2 / math.log2(4)
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert (scores.first, scores.five, scores.mrr) == (0, 1, 0.5)
    assert scores.ndcg == pytest.approx(gain / ideal)


def test_a_result_beyond_the_depth_or_listed_twice_does_not_score() -> None:
    late = judge([*map(str, range(DEPTH)), "best"], GRADES)
    assert (late.five, late.mrr, late.ndcg, late.none) == (0, 0, 0, 0)
    assert judge(["best", "best"], GRADES).ndcg < 1


def test_without_results_or_without_relevant_terms_everything_is_zero() -> None:
    assert judge([], GRADES) == Scores(first=0, five=0, mrr=0, ndcg=0, none=1)
    assert judge(["other"], {}) == Scores(first=0, five=0, mrr=0, ndcg=0, none=0)


def test_the_mean_is_taken_score_by_score() -> None:
    halves = mean([judge(["best"], {"best": 1}), judge([], {"best": 1})])
    assert halves == Scores(first=0.5, five=0.5, mrr=0.5, ndcg=0.5, none=0.5)


def test_a_percentile_is_one_of_the_values() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert [percentile(values, share) for share in (0.2, 0.5, 0.95, 1.0)] == [1.0, 3.0, 5.0, 5.0]
