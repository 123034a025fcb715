"""Counters in shared memory: exact over processes and threads, expiring, bounded, and safe from killed processes."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from search_app.web.middleware import shared_counters
from search_app.web.middleware.shared_counters import SharedCounters
from tests.concurrency import fork, join, kill

HOUR = 3600


def test_processes_and_threads_count_exactly() -> None:
    counters = SharedCounters()

    def work() -> None:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda _: counters.incr("visitor", HOUR), range(200)))

    for process in [fork(work) for _ in range(4)]:
        join(process)
    assert counters.get("visitor") == 800


def test_a_counter_expires_after_its_first_increment(monkeypatch: pytest.MonkeyPatch) -> None:
    counters, now = SharedCounters(), time.time()
    monkeypatch.setattr(shared_counters.time, "time", lambda: now)
    assert [counters.incr("visitor", 60) for _ in range(3)] == [1, 2, 3]
    assert counters.get_expiry("visitor") == now + 60
    monkeypatch.setattr(shared_counters.time, "time", lambda: now + 59)
    assert counters.incr("visitor", 60) == 4
    monkeypatch.setattr(shared_counters.time, "time", lambda: now + 60)
    assert counters.get("visitor") == 0
    assert counters.get_expiry("visitor") == now + 60  # now: there is no counter
    assert counters.incr("visitor", 60) == 1


def test_a_counter_is_never_negative_and_can_be_cleared() -> None:
    counters = SharedCounters()
    assert counters.incr("visitor", HOUR, -1) == 0
    assert counters.incr("visitor", HOUR, 2) == 2
    assert counters.incr("other", HOUR) == 1
    counters.clear("visitor")
    assert (counters.get("visitor"), counters.get("other")) == (0, 1)
    counters.reset()
    assert counters.get("other") == 0


def test_a_full_table_replaces_what_expires_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_counters, "BUCKETS", 1)
    counters = SharedCounters()
    for number in range(shared_counters.COUNTERS):
        counters.incr(f"visitor {number}", HOUR + (number + 5) % shared_counters.COUNTERS)
    counters.incr("one more", HOUR)
    kept = [number for number in range(shared_counters.COUNTERS) if counters.get(f"visitor {number}")]
    assert kept == [number for number in range(shared_counters.COUNTERS) if number != 11]
    assert counters.get("one more") == 1


def test_a_process_killed_with_the_lock_blocks_nobody() -> None:
    counters = SharedCounters()
    locked = multiprocessing.Event()

    def work() -> None:
        with counters._locked():
            locked.set()
            time.sleep(60)

    process = fork(work)
    assert locked.wait(60)
    kill(process)
    assert counters.incr("visitor", HOUR) == 1
