"""Other threads and processes of a test: none goes on after it, and no process goes on with the test run itself."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import ForkProcess

LONGEST = 60  # seconds that a forked process may take


def fork(work: Callable[[], object]) -> ForkProcess:
    """Start a process that has what this one has in memory, does `work` and ends: with 0, or with 1 if it raised."""
    process = multiprocessing.get_context("fork").Process(target=work, daemon=True)
    process.start()
    return process


def run_forked(work: Callable[[], object]) -> None:
    """Do `work` in a forked process, and wait for its end."""
    join(fork(work))


def join(process: ForkProcess) -> None:
    """Wait for the end of a process; fail if it raised or takes too long."""
    process.join(LONGEST)
    process.kill()
    assert process.exitcode == 0, f"the forked process ended with {process.exitcode}"


def kill(process: ForkProcess) -> None:
    process.kill()
    process.join(LONGEST)


@contextmanager
def repeating(action: Callable[[], object], threads: int = 1) -> Iterator[None]:
    """Do `action` again and again, in threads, for the duration of the context; raise what it raised."""
    over = threading.Event()

    def repeat() -> None:
        while not over.is_set():
            action()

    with ThreadPoolExecutor(threads) as pool:
        running = [pool.submit(repeat) for _ in range(threads)]
        try:
            yield
        finally:
            over.set()
    for each in running:
        each.result()
