"""The best of many matches, by tier, then score, without sorting all of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import DocIds, Scores

FEW = 200  # matches that are sorted faster than their best are picked,
FEW_IN_TIERS = 500  # and those in several tiers

Tiers = npt.NDArray[np.int8]

_NONE = np.empty(0, dtype=np.int64)
_LOWER = np.float32(-1)  # than any score


def best(tiers: Tiers | int, scores: Scores, count: int, levels: Sequence[int] = ()) -> DocIds:
    """Return the places of the best `count` matches: the lowest tier first, then the highest score, then the place.

    Args:
        tiers: of each match, or one for all.
        scores: of each match, none negative.
        count: how many.
        levels: the tiers that matches may have, in order; by default those they have.
    """
    if isinstance(tiers, int):
        return _highest(scores, count)
    if len(scores) <= FEW_IN_TIERS:
        return np.lexsort((-scores, tiers))[:count]
    *upper, last = levels or np.unique(tiers).tolist() or [0]
    found, left = [_NONE], len(scores)
    for tier in upper:
        places = (tiers == tier).nonzero()[0]
        left -= len(places)
        found.append(places.take(_highest(scores.take(places), count)))
        count -= len(found[-1])
        if not count:
            return np.concatenate(found)
    if left:
        lowest = np.where(tiers == last, scores, _LOWER)  # nearly all matches have the last tier: masked, not copied
        found.append(_highest(lowest, min(count, left)))
    return np.concatenate(found)


def _highest(scores: Scores, count: int) -> DocIds:
    """Return the places of the `count` highest scores, highest first."""
    if len(scores) <= max(count, FEW):
        return (-scores).argsort(kind="stable")[:count]
    parted = scores.copy()
    parted.partition(len(scores) - count)
    kept = (scores >= parted[-count]).nonzero()[0]
    return np.asarray(kept.take((-scores.take(kept)).argsort(kind="stable")[:count]))
