"""The best of many matches, by tier, then score, without sorting all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import DocIds, Scores

FEW = 200  # matches that are sorted faster than their best are picked

Tiers = npt.NDArray[np.int8]


def best(tiers: Tiers | int, scores: Scores, count: int) -> DocIds:
    """Return the places of the best `count` matches: the lowest tier first, then the highest score, then the place.

    Args:
        tiers: of each match, or one for all.
        scores: of each match.
        count: how many.
    """
    if isinstance(tiers, int):
        return _highest(scores, count)
    if len(scores) <= FEW:
        return np.lexsort((-scores, tiers))[:count]
    found = []
    for tier in range(int(tiers.min()), int(tiers.max()) + 1):
        places = (tiers == tier).nonzero()[0]
        found.append(places.take(_highest(scores.take(places), count)))
        count -= len(found[-1])
        if not count:
            break
    return np.concatenate(found)


def _highest(scores: Scores, count: int) -> DocIds:
    """Return the places of the `count` highest scores, highest first."""
    if len(scores) <= max(count, FEW):
        return (-scores).argsort(kind="stable")[:count]
    parted = scores.copy()
    parted.partition(len(scores) - count)
    kept = (scores >= parted[-count]).nonzero()[0]
    return np.asarray(kept.take((-scores.take(kept)).argsort(kind="stable")[:count]))
