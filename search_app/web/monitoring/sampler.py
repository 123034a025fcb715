"""What a process serves and what waits in it, sampled once a second into metrics."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime
from typing import Literal

from prometheus_client import Counter, Gauge

from search_app.analytics.collection.search_log import SearchLog
from search_app.search import LiveEngine

INTERVAL = 1.0  # seconds

PUBLISHES = Counter("glossary_publishes_seen", "Generations that workers began to serve.", registry=None)
REFUSALS = Counter("glossary_publishes_refused", "Attempts of workers to open a generation that failed.", registry=None)
DROPPED = Counter("glossary_search_log_dropped", "Notes of the search log that were lost.", registry=None)

log = logging.getLogger(__name__)


class Gauges:
    """Created in a worker, since a gauge is reported as 0 from then on, and the starting process serves nothing."""

    def __init__(self) -> None:
        self.generation = _gauge("generation_timestamp_seconds", "Time of the oldest generation served.", "livemin")
        self.terms = _gauge("terms", "Terms served.", "livemin")
        self.problem = _gauge("generation_problem", "1 if a worker cannot serve what is published.", "livemax")
        self.waiting = _gauge("search_log_waiting", "Notes that wait to be written.", "livesum")


def _gauge(name: str, text: str, mode: Literal["livemin", "livemax", "livesum"]) -> Gauge:
    return Gauge(f"glossary_{name}", text, registry=None, multiprocess_mode=mode)


class Sampler:
    """Reads counters of a process; those before the sampler was created are not counted again."""

    def __init__(self, live: LiveEngine, search_log: SearchLog) -> None:
        self._live, self._search_log = live, search_log
        self._before, self._gauges = self._counts(), Gauges()

    def start(self) -> None:
        """Sample in the background until the process ends."""
        self.sample()
        threading.Thread(target=self._run, name="metrics", daemon=True).start()

    def sample(self) -> None:
        """Set the gauges, and add to the counters what happened since the last sample."""
        state, now = self._live.state(), self._counts()
        if state.generation:
            self._gauges.generation.set(built_at(state.generation))
        self._gauges.terms.set(state.terms)
        self._gauges.problem.set(bool(state.problem))
        self._gauges.waiting.set(self._search_log.waiting)
        for counter, before, after in zip((PUBLISHES, REFUSALS, DROPPED), self._before, now, strict=True):
            counter.inc(after - before)
        self._before = now

    def _counts(self) -> tuple[int, int, int]:
        return self._live.published, self._live.refused, self._search_log.dropped

    def _run(self) -> None:
        failed = False
        while True:
            time.sleep(INTERVAL)
            try:
                self.sample()
                failed = False
            except Exception:  # of any kind: the next sample may succeed
                if not failed:
                    log.exception("the metrics of this process could not be sampled")
                failed = True


def built_at(generation: str) -> float:
    """Return the time in the name of a generation, in seconds since 1970; 0 for a name without one."""
    try:
        return datetime.strptime(generation.partition("-")[0], "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC).timestamp()
    except ValueError:
        return 0.0
