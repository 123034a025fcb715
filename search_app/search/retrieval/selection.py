"""The best of many matches, by tier, then score, without sorting all of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from search_app.search.storage.arrays import DocIds, Scores

FEW = 200  # matches that are sorted faster than their best are picked

Tiers = npt.NDArray[np.int64]
Keys = npt.NDArray[np.int64]


def order_keys(tiers: Tiers | int, scores: Scores) -> Keys:
    """Return integers that sort as tier, best first, then score, highest first, do.

    The bits of a float that is not negative, read as an integer, sort as the floats do (IEEE 754); they are the lower
    half of a key, the tier is the upper one, so no score can reach into another tier.
    """
    bits = np.ascontiguousarray(scores, dtype=np.float32).view(np.int32).astype(np.int64)
    return np.asarray((np.asarray(tiers, dtype=np.int64) << 32) - bits)


def best(keys: Keys, count: int) -> DocIds:
    """Return the places of the `count` lowest keys, lowest first; ties in order of places."""
    if len(keys) <= max(count, FEW):
        return keys.argsort(kind="stable")[:count]
    parted = keys.copy()
    parted.partition(count - 1)
    kept = (keys <= parted[count - 1]).nonzero()[0]
    return np.asarray(kept.take(keys.take(kept).argsort(kind="stable")[:count]))
