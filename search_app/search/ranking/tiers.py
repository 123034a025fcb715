"""Tiers: the first criterion of the order of results."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from search_app.search.index.names import Name

HIGHEST_SCORE = 1000.0  # BM25 stays below: 32 words, the rarest of a million entries, make 960


class Tier(IntEnum):
    NAME = 0
    ALIAS = 1
    VARIANT = 2
    INITIALS = 3
    BEGINNING = 4
    ALL_WORDS = 5
    SYNONYMS = 6
    SOME_WORDS = 7


# What an entry of each tier has beside its score.
OF_TIER = np.asarray([HIGHEST_SCORE * (len(Tier) - 1 - tier) for tier in Tier], dtype=np.float32)
VALUES = tuple(OF_TIER.tolist())

Named = dict[int, tuple[Tier, Name]]  # entries by ordinal, each with its tier and the name that it is in it for
Tiers = npt.NDArray[Any] | None  # of entries; None when all are in ALL_WORDS
