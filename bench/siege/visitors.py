"""Visitors who search at a steady rate, and look at every answer."""

from __future__ import annotations

import http.client
import json
import statistics
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import quote

from bench.serving.servers import ROOT
from search_app.evaluation.relevance_tests import read_relevance_tests

VISITORS = 6
RATE = 100  # requests a second of all visitors together
PATIENCE = 20.0  # seconds a visitor waits for an answer


@dataclass
class Answers:
    """What became of the requests. Times are in milliseconds."""

    times: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # connections that broke, and statuses of 500 or more
    refused: int = 0  # connections that were not taken while the server restarted
    wrong: list[str] = field(default_factory=list)
    stale: int = 0  # from a generation older than one that was answered before the request

    @property
    def p50(self) -> float:
        return statistics.median(self.times) if self.times else 0.0

    @property
    def p99(self) -> float:
        return statistics.quantiles(self.times, n=100)[98] if len(self.times) > 1 else self.p50


class Visitors:
    """Threads that ask for known queries while the block runs; `answers` has what they got."""

    def __init__(self, port: int, rate: int = RATE) -> None:
        tests = read_relevance_tests(ROOT / "terms" / "relevance.yaml")
        self._queries = [(test.query, test.slug) for test in tests if test.rank == 1][::7]
        self._port, self._pause = port, VISITORS / rate
        self._newest = ""
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._visit, args=(number,)) for number in range(VISITORS)]
        self.answers = Answers()

    def __enter__(self) -> Visitors:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _visit(self, number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        for turn in range(number, 10**9, VISITORS):
            if self._over.is_set():
                break
            query, slug = self._queries[turn % len(self._queries)]
            begun = time.perf_counter()
            self._ask(connection, query, slug)
            self._over.wait(max(0.0, self._pause - (time.perf_counter() - begun)))
        connection.close()

    def _ask(self, connection: http.client.HTTPConnection, query: str, slug: str) -> None:
        newest, begun = self._newest, time.perf_counter()
        try:
            status, body = self._fetch(connection, f"/api/v1/search?q={quote(query)}")
        except ConnectionRefusedError:
            connection.close()  # else it refuses the next request itself
            with self._lock:
                self.answers.refused += 1
            return
        except (OSError, http.client.HTTPException) as error:
            connection.close()
            with self._lock:
                self.answers.lost.append(repr(error))
            return
        taken = (time.perf_counter() - begun) * 1000
        with self._lock:
            self.answers.times.append(taken)
            if status != 200:
                self.answers.lost.append(f"status {status}")
                return
            found = json.loads(body)
            if not found["results"] or found["results"][0]["slug"] != slug:
                self.answers.wrong.append(query)
            self.answers.stale += found["generation"] < newest
            self._newest = max(self._newest, found["generation"])

    @staticmethod
    def _fetch(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
        """Return status and body; a connection that the server closed while it was idle is opened again."""
        for is_last in (False, True):
            was_open = connection.sock is not None
            try:
                connection.request("GET", path)
                response = connection.getresponse()
                return response.status, response.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                connection.close()
                if is_last or not was_open:
                    raise
        raise AssertionError
