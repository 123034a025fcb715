"""Metrics of ranked answers: success at first place, reciprocal rank, nDCG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

DEPTH = 10  # answers that are looked at


@dataclass(frozen=True, slots=True)
class Scores:
    """What one answer, or the mean of many, is worth.

    `first` and `five`: a right one is first, or among the first five. `mrr`: one over the place of the first right one.
    `ndcg`: the grades found, discounted by place, over what the best order would give. `none`: nothing was found.
    """

    first: float
    five: float
    mrr: float
    ndcg: float
    none: float


def judge(answers: Sequence[str], grades: Grades) -> Scores:
    """Return what the answers to one question are worth."""
    found = [grades.get(slug, 0) for slug in list(dict.fromkeys(answers))[:DEPTH]]
    place = next((place for place, grade in enumerate(found, 1) if grade), math.inf)
    best = _discounted(sorted(grades.values(), reverse=True)[:DEPTH])
    return Scores(
        first=float(place == 1),
        five=float(place <= 5),
        mrr=1 / place,
        ndcg=_discounted(found) / best if best else 0.0,
        none=float(not found),
    )


def _discounted(grades: Sequence[int]) -> float:
    """Return the sum of grades, each worth less the further down it stands."""
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def mean(scores: Sequence[Scores]) -> Scores:
    """Return the mean of each score."""
    columns = zip(*(attrgetter(*Scores.__slots__)(each) for each in scores), strict=True)
    return Scores(*(sum(column) / len(scores) for column in columns))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


Grades = Mapping[str, int]
