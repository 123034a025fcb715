"""Metrics of ranked results: success@1 and @5, reciprocal rank, nDCG, share without results."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

DEPTH = 10  # results that are scored

Grades = Mapping[str, int]  # slug -> relevance, 1 or more; a slug that is absent is irrelevant


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one ranking, or the mean over many; each from 0 to 1.

    `first`, `five`: a relevant result is first, or among the first five. `mrr`: reciprocal rank of the first relevant
    result. `ndcg`: discounted cumulative gain over that of the ideal order, linear gain. `none`: there was no result.
    """

    first: float
    five: float
    mrr: float
    ndcg: float
    none: float


def judge(results: Sequence[str], grades: Grades) -> Scores:
    """Return the scores of the first DEPTH distinct results of a query."""
    found = [grades.get(slug, 0) for slug in list(dict.fromkeys(results))[:DEPTH]]
    rank = next((rank for rank, grade in enumerate(found, 1) if grade), math.inf)
    ideal = _discounted(sorted(grades.values(), reverse=True)[:DEPTH])
    return Scores(
        first=float(rank == 1),
        five=float(rank <= 5),
        mrr=1 / rank,
        ndcg=_discounted(found) / ideal if ideal else 0.0,
        none=float(not found),
    )


def _discounted(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain (Järvelin and Kekäläinen, 2002)."""
    return sum(grade / math.log2(rank + 1) for rank, grade in enumerate(grades, 1))


def mean(scores: Sequence[Scores]) -> Scores:
    """Return the mean of each score."""
    columns = zip(*(attrgetter(*Scores.__slots__)(each) for each in scores), strict=True)
    return Scores(*(sum(column) / len(scores) for column in columns))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that at least `share` (0 to 1) of the values do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]
