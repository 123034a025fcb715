"""Worker processes of a build: many terms are indexed in parts, in parallel; few in this process.

Workers are spawned, never forked: a fork copies the locks that other threads of this process hold at that moment, and
a worker that needs one of them waits forever. A worker reads the task from a file, which is written once for all.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search_app.glossary.model import Term
from search_app.search.indexer.garbage_collection import collect_rarely
from search_app.search.indexer.parts import IndexedPart, IndexTask, index_part

MANY = 2000  # terms from which starting processes pays
MOST = 8  # parts; each adds a segment to the full-text index
POLLED = 0.2  # seconds between two reports of progress

Progress = Callable[[str, int, int], None]  # step, number done, number of all

_STEP = "Rendering and indexing"
_SPAWN = multiprocessing.get_context("spawn")


def index_in_parallel(task: IndexTask, terms: Sequence[Term], progress: Progress) -> list[IndexedPart]:
    """Index `terms` and return the parts, in the order of the terms."""
    if len(terms) < MANY:
        return [index_part(task, 0, terms, lambda done: progress(_STEP, done, len(terms)))]
    count = min(os.cpu_count() or 1, MOST)
    parts = [terms[number * len(terms) // count : (number + 1) * len(terms) // count] for number in range(count)]
    file = task.folder / ".task"
    file.write_bytes(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
    done = _SPAWN.Array("q", count, lock=False)  # terms, by each part
    try:
        with ProcessPoolExecutor(count, _SPAWN, _start_indexing, (file, done)) as pool:
            started = [pool.submit(_index_part, number, part) for number, part in enumerate(parts)]
            _wait(started, lambda: progress(_STEP, sum(done), len(terms)))
            return [part.result() for part in started]
    finally:
        file.unlink()


def _wait(started: Sequence[Future[IndexedPart]], report: Callable[[], None]) -> None:
    """Wait for all parts, reporting meanwhile; raise the exception of a part at once."""
    waiting = {*started}
    while waiting:
        ended, waiting = wait(waiting, POLLED)
        for future in ended:
            future.result()
        report()


@contextmanager
def run_concurrently(task: Callable[[], object], entries: int) -> Iterator[Callable[[], object]]:
    """Run `task` for the duration of the context: in a worker if `entries` are many, else at once, in this process.

    Yields a function that waits for the end of `task` and raises its exception.
    """
    if entries < MANY:
        task()
        yield lambda: None
        return
    with ProcessPoolExecutor(1, _SPAWN, _start) as pool:
        yield pool.submit(task).result


@dataclass(frozen=True, slots=True)
class _Indexing:
    task: IndexTask
    done: Any  # shared array of the numbers of terms done, by part


_indexing: _Indexing  # of a worker


def _start() -> None:
    """Initialize a worker: it ends with the process that started it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_rarely()


def _start_indexing(file: Path, done: Any) -> None:
    """Initialize a worker and read the task."""
    global _indexing  # noqa: PLW0603  a worker of a pool has no other place to store it
    _indexing = _Indexing(pickle.loads(file.read_bytes()), done)  # noqa: S301  written by this build
    _start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _index_part(number: int, terms: Sequence[Term]) -> IndexedPart:
    def report(done: int) -> None:
        _indexing.done[number] = done

    return index_part(_indexing.task, number, terms, report)
