"""The port that a full-text back end implements."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.search.storage.arrays import Docs, Scores


class Found(Struct, frozen=True):
    """Entries, in order, with their scores."""

    docs: Docs
    scores: Scores


class Matches(Struct, frozen=True):
    """Entries that hold a word of any group, in order, with their scores.

    `full` says which of them hold a word of every group; it is None when all do.
    """

    docs: Docs
    scores: Scores
    full: npt.NDArray[np.bool_] | None = None
