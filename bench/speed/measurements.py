"""The measurements as values; `report` prints them."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

TIME_BUDGET = 60.0  # seconds of an engine for the queries of one kind; the remaining ones are skipped

Percentiles = tuple[float, float, float]


@dataclass
class Times:
    """Seconds each engine took for the queries of each kind, and how many of its results were not empty."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)
    used: Counter[tuple[str, str]] = field(default_factory=Counter)  # seconds altogether
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)  # queries beyond the time budget

    def add(self, title: str, kind: str, seconds: float, *, answered: bool) -> None:
        self.seconds.setdefault((title, kind), []).append(seconds)
        self.answered[title, kind] += answered
        self.used[title, kind] += seconds  # type: ignore[assignment]  # a counter of fractions

    def skip_over_budget(self, title: str, kind: str) -> bool:
        """Return whether the engine has used up its time budget for this query kind; count the skipped query."""
        over = self.used[title, kind] > TIME_BUDGET
        self.skipped[title, kind] += over
        return over

    def percentiles(self, title: str, kind: str) -> Percentiles:
        """Return p50, p95 and p99 in milliseconds."""
        cuts = statistics.quantiles(self.seconds[title, kind], n=100, method="inclusive")
        return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000

    def share_answered(self, title: str, kind: str) -> float:
        return self.answered[title, kind] / len(self.seconds[title, kind])


@dataclass(frozen=True, slots=True)
class Built:
    """The cost of building an engine's index: seconds, and bytes on disk."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Serving:
    """The cost of building and serving with this engine.

    `building`, `rebuilding`: seconds of the command `glossary build`, from nothing and after one row has changed.
    `peak`: bytes of memory of all its processes. `opening`: seconds. `private`, `shared`: bytes of memory of a worker.
    """

    building: float
    peak: int
    rebuilding: float
    opening: float
    private: int
    shared: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All measurements of a collection: `times` of engines queried in runs, `in_turn` query by query."""

    name: str
    rows: int
    builds: Mapping[str, Built]
    serving: Serving
    titles: Sequence[str]
    kinds: Sequence[str]
    times: Times
    in_turn: Times
