"""What `speed` measures, as values; `speed_report` writes them down."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

PATIENCE = 60.0  # seconds one engine may use for the queries of one kind; after them it is not asked that kind again

Percentiles = tuple[float, float, float]


@dataclass
class Times:
    """Seconds each engine took for the queries of each kind, and how many of its answers held something."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: Counter[tuple[str, str]] = field(default_factory=Counter)  # seconds altogether
    not_asked: Counter[tuple[str, str]] = field(default_factory=Counter)  # queries, for want of patience

    def add(self, title: str, kind: str, seconds: float, *, answered: bool) -> None:
        self.seconds.setdefault((title, kind), []).append(seconds)
        self.answered[title, kind] += answered
        self.used[title, kind] += seconds  # type: ignore[assignment]  # a counter of fractions

    def is_out_of_patience(self, title: str, kind: str) -> bool:
        """Say whether an engine is not to be asked that kind any more, and count the query that is left out."""
        over = self.used[title, kind] > PATIENCE
        self.not_asked[title, kind] += over
        return over

    def percentiles(self, title: str, kind: str) -> Percentiles:
        """Return p50, p95 and p99 in milliseconds."""
        cuts = statistics.quantiles(self.seconds[title, kind], n=100, method="inclusive")
        return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000

    def share_answered(self, title: str, kind: str) -> float:
        return self.answered[title, kind] / len(self.seconds[title, kind])


@dataclass(frozen=True, slots=True)
class Built:
    """What building an engine's index took: seconds, and bytes on disk."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Serving:
    """What it takes to build and serve with this engine.

    Seconds of `glossary build` as a command, whole and after one row has changed; bytes of memory its processes have at
    the most; seconds to open; bytes of memory a worker has for itself and shares.
    """

    building: float
    peak: int
    rebuilding: float
    opening: float
    private: int
    shared: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured for one collection: `times` of engines asked in runs, `in_turn` of one query each."""

    name: str
    rows: int
    builds: Mapping[str, Built]
    serving: Serving
    titles: Sequence[str]
    kinds: Sequence[str]
    times: Times
    in_turn: Times
