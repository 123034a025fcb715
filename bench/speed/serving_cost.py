"""The cost of serving with this engine: building as a command, opening, memory of a worker."""

from __future__ import annotations

import multiprocessing
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import click

from bench.engines.base import Row, Shape
from bench.engines.glossary import write_terms
from bench.speed.measurements import Serving
from bench.speed.memory import memory_of_tree, own_memory
from bench.speed.queries import SEED, Kinds
from search_app.search import Engine, SearchRequest

QUERIES = 200  # of a worker before its memory is read
OPENINGS = 5
SAMPLE_INTERVAL = 0.25  # seconds between two readings of a build's memory


def measure_serving(rows: Sequence[Row], folder: Path, kinds: Kinds) -> Serving:
    """Build this engine's index by the command, again with one row changed; open it; read memory."""
    terms = folder.with_suffix(".jsonl")
    write_terms(rows, terms)
    building, peak = build_command(terms, folder)
    changed = [*rows]
    changed[len(rows) // 2] = {**rows[len(rows) // 2], "definition": "A text that has changed."}
    write_terms(changed, terms)
    rebuilding, _ = build_command(terms, folder)
    queries = [query.text for kind in kinds.values() for query in kind if query.shape is not Shape.PREFIX]
    random.Random(SEED).shuffle(queries)  # noqa: S311
    opening, private, shared = in_process("spawn", _serve, folder, queries[:QUERIES])
    return Serving(building, peak, rebuilding, opening, int(private), int(shared))


def build_command(terms: Path, folder: Path) -> tuple[float, int]:
    """Return the seconds of `glossary build`, and the peak memory of all its processes in bytes."""
    command = [sys.executable, "-m", "search_app", "build", "--terms", str(terms), "--index", str(folder)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        peaks: list[int] = [0]
        sampling = threading.Thread(target=_sample_peak, args=(process, peaks))
        sampling.start()
        process.wait()
        seconds = time.perf_counter() - started
        sampling.join()
    if process.returncode:
        raise click.ClickException(f"`{' '.join(command)}` failed")
    return seconds, peaks[0]


def _sample_peak(process: subprocess.Popen[bytes], peaks: list[int]) -> None:
    """Record the peak memory of a process and its children until it ends."""
    while process.poll() is None:
        peaks[0] = max(peaks[0], memory_of_tree(process.pid))
        time.sleep(SAMPLE_INTERVAL)


def in_process(method: str, target: Callable[..., None], *args: object) -> tuple[float, ...]:
    """Return what `target` sends from a process started by `method`."""
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *args))  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    found: tuple[float, ...] = ours.recv()
    process.join()
    return found


def _serve(connection: Connection, folder: Path, queries: Sequence[str]) -> None:
    """Open the engine as a server does, and run the queries in a forked worker."""
    openings = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        engine = Engine.open(folder)
        openings.append(time.perf_counter() - started)
    connection.send((statistics.median(openings), *in_process("fork", work, engine, queries)))


def work(connection: Connection, engine: Engine, queries: Sequence[str]) -> None:
    """Run the queries, then send the private and the shared memory of this process in bytes."""
    for query in queries:
        engine.search(SearchRequest(q=query))
    connection.send(own_memory())
