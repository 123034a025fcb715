"""Worker processes of a build: many terms are indexed in parts, in parallel; few in this process.

Workers are spawned, never forked: a fork copies the locks that other threads of this process hold at that moment, and
a worker that needs one of them waits forever. A worker reads what it is to do, and its terms, from files.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from search_app.errors import WorkerEnded
from search_app.glossary.model import Term
from search_app.search.indexer.garbage_collection import collect_rarely
from search_app.search.indexer.parts import IndexedPart, IndexTask, index_part

MANY = 2000  # terms from which starting processes pays
MOST = 8  # workers
PART = 50_000  # terms of a part: a worker has the words of one in memory
MOST_PARTS = 16  # each adds a segment to the full-text index; more of them would be small, and merged by the next build
BATCH = 500  # terms that a worker reads at a time
POLLED = 0.2  # seconds between two reports of progress

Progress = Callable[[str, int, int], None]  # step, number done, number of all

_STEP = "Rendering and indexing"
_SPAWN = multiprocessing.get_context("spawn")


def end_unless_ready() -> None:
    """End this process if it is a worker that still imports the main module, which wants a build itself.

    So does a script without `if __name__ == "__main__":`. The build that started the worker says so.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)


def index_in_parallel(
    folder: Path, make_task: Callable[[], IndexTask], terms: Sequence[Term], progress: Progress
) -> list[IndexedPart]:
    """Index `terms` into the generation in `folder`, and return the parts, in the order of the terms.

    `make_task` returns what they need. Each worker calls it for itself: that is as fast as to send the result, which
    this process then never has in memory.

    Raises:
        WorkerEnded: a worker ended before its work was done.
    """
    if len(terms) < MANY:
        return [index_part(make_task(), 0, terms, lambda done: progress(_STEP, done, len(terms)))]
    processes = min(os.cpu_count() or 1, MOST)
    count = min(-(-len(terms) // (PART * processes)) * processes, MOST_PARTS)
    done = _SPAWN.Array("q", count, lock=False)  # terms, by each part
    with TemporaryDirectory(prefix=".task-", dir=folder) as name:
        place = Path(name)
        task = _pickle([make_task], place / "task")
        bounds = [number * len(terms) // count for number in range(count + 1)]
        files = [_pickle(_batches(terms, *each), place / f"terms-{each[0]}") for each in pairwise(bounds)]
        with ProcessPoolExecutor(processes, _SPAWN, _start_indexing, (task, done)) as pool:
            started = [pool.submit(_index_part, number, file) for number, file in enumerate(files)]
            _wait(started, lambda: progress(_STEP, sum(done), len(terms)))
            return [part.result() for part in started]


def _batches(terms: Sequence[Term], start: int, stop: int) -> Iterator[Sequence[Term]]:
    """Yield the terms from `start` to `stop`, few at a time: a worker has no more of them in memory."""
    for first in range(start, stop, BATCH):
        yield terms[first : min(first + BATCH, stop)]


def _pickle(values: Iterable[object], file: Path) -> Path:
    """Write values to a file, one after the other."""
    with file.open("wb") as out:
        for value in values:
            pickle.dump(value, out, pickle.HIGHEST_PROTOCOL)
    return file


def _unpickle(file: Path) -> Iterator[Any]:
    """Yield the values in a file that this build wrote."""
    with file.open("rb") as content, suppress(EOFError):
        while True:
            yield pickle.load(content)  # noqa: S301


def _wait(started: Sequence[Future[IndexedPart]], report: Callable[[], None]) -> None:
    """Wait for all parts, reporting meanwhile; raise the exception of a part at once, and begin no other.

    Raises:
        WorkerEnded: a worker ended before its part was done.
    """
    waiting = {*started}
    try:
        while waiting:
            ended, waiting = wait(waiting, POLLED)
            for future in ended:
                _result(future)
            report()
    finally:
        for future in waiting:
            future.cancel()


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
        running = pool.submit(task)
        pool.shutdown(wait=False)  # the worker ends with its task, so that others can have its memory
        yield partial(_result, running)


def _result(ended: Future[Any]) -> Any:
    """Return the result of a worker, or raise its exception.

    Raises:
        WorkerEnded: it ended before its work was done.
    """
    try:
        return ended.result()
    except BrokenProcessPool:
        raise WorkerEnded from None


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
    _indexing = _Indexing(next(_unpickle(file))(), done)
    _start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _index_part(number: int, file: Path) -> IndexedPart:
    def report(done: int) -> None:
        _indexing.done[number] = done

    return index_part(_indexing.task, number, chain.from_iterable(_unpickle(file)), report)
