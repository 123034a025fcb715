"""What is measured while requests are answered. This meter measures nothing; `prometheus.py` has one that does."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from search_app.analytics.collection.search_log import SearchLog
from search_app.search import Engine, LiveEngine


class Meter:
    """Measures nothing, at the cost of a call."""

    enabled = False

    def request(self, method: str, route: str, status: str, seconds: float) -> None:
        """Count an answered request and the time it took."""

    def timed(self, kind: str) -> AbstractContextManager[None]:
        """Return a block whose time is that of an answer of the engine, of one kind."""
        return nullcontext()

    def timed_engine(self, engine: Engine) -> Engine:
        """Return the engine, with the times of its answers measured."""
        return engine

    def cached(self, hit: bool) -> None:
        """Count a response from the response cache, or one that was computed and could have been there."""

    def vote(self, helpful: bool) -> None:
        """Count a vote that was accepted."""

    def term_request(self) -> None:
        """Count a request for a term that was accepted."""

    def worker_ended(self, process: int) -> None:
        """Count a worker that ended while the server runs on, and forget what it was doing."""

    def start(self, live: LiveEngine, search_log: SearchLog) -> None:
        """Sample the generation and the search log of this process from now on."""

    def exposition(self) -> tuple[bytes, str]:
        """Return the metrics of all processes as Prometheus reads them, and their content type."""
        return b"", "text/plain"
