"""The metrics, in files that all processes share. Imported once metrics are asked for and their folder is known.

docs/operations.md explains each; a test compares the two and the dashboard in deploy/grafana/.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from search_app.analytics.collection.search_log import SearchLog
from search_app.search import Engine, LiveEngine
from search_app.web.monitoring.meter import Meter
from search_app.web.monitoring.sampler import Sampler
from search_app.web.monitoring.timed_engine import TimedEngine

REQUEST_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)  # seconds
ENGINE_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)

REQUESTS = Counter("glossary_requests", "Requests answered.", ["method", "route", "status"], registry=None)
REQUEST_SECONDS = Histogram(
    "glossary_request_seconds", "Time until an answer was ready.", ["route"], registry=None, buckets=REQUEST_BUCKETS
)
ENGINE_SECONDS = Histogram(
    "glossary_engine_seconds", "Time of the engine's answers.", ["kind"], registry=None, buckets=ENGINE_BUCKETS
)
CACHE = Counter("glossary_cacheable_responses", "Cacheable responses: hit or miss.", ["result"], registry=None)
LIMITS = Counter("glossary_limits_hit", "Requests refused by a rate limit.", ["route"], registry=None)
VOTES = Counter("glossary_votes", "Votes accepted, repeated ones too.", ["helpful"], registry=None)
TERM_REQUESTS = Counter("glossary_term_requests", "Requests for a term accepted, repeated ones too.", registry=None)
WORKERS = Counter("glossary_workers_restarted", "Workers that ended and were replaced.", registry=None)


class PrometheusMeter(Meter):
    """Measures in this process and reports all processes of the server."""

    enabled = True

    def __init__(self) -> None:
        self._answered: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}
        self._kinds = {kind: ENGINE_SECONDS.labels(kind) for kind in ("search", "suggest", "related", "match")}
        self._cache = {hit: CACHE.labels("hit" if hit else "miss") for hit in (True, False)}
        self._sampled_by, self._starting = 0, threading.Lock()

    def request(self, method: str, route: str, status: str, seconds: float) -> None:
        """Count an answered request and the time it took."""
        key = (method, route, status)
        if key not in self._answered:  # `labels` costs more than the dictionary
            self._answered[key] = REQUESTS.labels(method, route, status), REQUEST_SECONDS.labels(route)
        counter, histogram = self._answered[key]
        counter.inc()
        histogram.observe(seconds)
        if status == "429":
            LIMITS.labels(route).inc()

    @contextmanager
    def timed(self, kind: str) -> Iterator[None]:
        """Measure a block as an answer of the engine."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self._observe(kind, time.perf_counter() - started)

    def timed_engine(self, engine: Engine) -> Engine:
        """Return the engine, with the times of its answers measured."""
        return cast(Engine, TimedEngine.in_all_languages(engine, self._observe))

    def _observe(self, kind: str, seconds: float) -> None:
        self._kinds[kind].observe(seconds)

    def cached(self, hit: bool) -> None:
        """Count a response from the response cache, or one that was computed and could have been there."""
        self._cache[hit].inc()

    def vote(self, helpful: bool) -> None:
        """Count a vote that was accepted."""
        VOTES.labels("yes" if helpful else "no").inc()

    def term_request(self) -> None:
        """Count a request for a term that was accepted."""
        TERM_REQUESTS.inc()

    def worker_ended(self, process: int) -> None:
        """Count a worker that ended while the server runs on; its gauges are removed, its counters stay."""
        mark_process_dead(process)  # type: ignore[no-untyped-call]
        WORKERS.inc()

    def start(self, live: LiveEngine, search_log: SearchLog) -> None:
        """Sample the generation and the search log of this process from now on."""
        with self._starting:
            if self._sampled_by != os.getpid():
                self._sampled_by = os.getpid()
                Sampler(live, search_log).start()

    def exposition(self) -> tuple[bytes, str]:
        """Return the metrics of all processes as Prometheus reads them, and their content type."""
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_PLAIN_0_0_4
