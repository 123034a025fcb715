"""How fast this engine answers, beside others that do the same work.

    python -m bench.speed.run --collection mix_1k --collection mix_10k --data FOLDER --write bench/RESULTS.md

FOLDER holds `<collection>.jsonl`, one entry a line. All engines are open in one process. They are asked in runs: one
engine all queries of a kind, then the next one, in an order that turns with every round. So each answers as it would in
a process of its own, with its own data in the processor's caches, and a change in the machine's load meets them all.
One more round goes query by query: there each engine finds the caches full of what the others have just left.
Times are those of the call, in this process. The file is written anew after each collection.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import click

from bench.engines.base import BenchmarkQuery, EngineAdapter, Row, Shape
from bench.engines.glossary import Glossary, write_terms
from bench.engines.registry import available
from bench.speed.measurements import Built, Measured, Serving, Times
from bench.speed.queries import SEED, Choice, Kinds
from bench.speed.report import report
from search_app.search import Engine, SearchRequest

COLLECTIONS = ("mix_1k", "mix_10k", "wordnet", "mix_300k")
WARM_UP = 5.0  # seconds at the most for which an engine is asked the queries of a kind before any is timed
REMEMBERED = 200  # queries after which memory is read
OPENINGS = 5
LOOKS = 0.25  # seconds between two looks at the memory of a build


def measure(name: str, file: Path, queries: int, rounds: int, without: Sequence[str]) -> Measured:
    """Build all engines over the rows of `file` and ask them."""
    rows = read_rows(file)
    kinds = Choice(rows, queries).kinds()
    peers = [peer for peer in available() if peer.title not in without or isinstance(peer, Glossary)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        builds = {}
        for number, peer in enumerate(peers):
            print(f"{name}: building {peer.title}", flush=True)
            builds[peer.title] = build_peer(peer, rows, folder / str(number))
        warm_up(peers, kinds)
        times = ask(peers, kinds, rounds, queries, f"{name}, in runs")
        in_turn = ask(peers, kinds, 1, 1, f"{name}, query by query")
        print(f"{name}: building as a command, opening, reading memory", flush=True)
        serving = measure_serving(rows, folder / "served", kinds)
    return Measured(name, len(rows), builds, serving, [peer.title for peer in peers], list(kinds), times, in_turn)


def read_rows(file: Path) -> list[Row]:
    with file.open("rb") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(found: dict[str, Any]) -> Row:
    """Return a row of either form: with `id` and `category`, or as the service reads it."""
    return {
        "id": found.get("id") or found["slug"],
        "name": found["name"],
        "aliases": found.get("aliases", []),
        "category": found["category"] if "category" in found else next(iter(found.get("categories", [])), ""),
        "definition": found["definition"],
        "examples": found.get("examples", []),
    }


def build_peer(peer: EngineAdapter, rows: Sequence[Row], folder: Path) -> Built:
    folder.mkdir()
    started = time.perf_counter()
    peer.build(rows, folder)
    seconds = time.perf_counter() - started
    return Built(seconds, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()))


# Asking


def warm_up(peers: Sequence[EngineAdapter], kinds: Kinds) -> None:
    """Ask every engine all queries once, untimed: the first touch of a mapped file's page is paid only once."""
    for peer in peers:
        for queries in kinds.values():
            started = time.perf_counter()
            for asked in queries:
                answer(peer, asked)
                if time.perf_counter() - started > WARM_UP:
                    break


def ask(peers: Sequence[EngineAdapter], kinds: Kinds, rounds: int, run: int, what: str) -> Times:
    """Ask every engine every query, `rounds` times over; each in its turn gets `run` queries in a row."""
    gc.collect()
    gc.freeze()  # what lives now is not looked through while an engine is timed
    times = Times()
    for number in range(rounds):
        for kind, queries in kinds.items():
            print(f"{what}: round {number + 1}, {kind}", flush=True)
            for turn, start in enumerate(range(0, len(queries), run), number):
                first = turn % len(peers)
                for peer in (*peers[first:], *peers[:first]):
                    for asked in queries[start : start + run]:
                        if not times.is_out_of_patience(peer.title, kind):
                            seconds, hits = answer(peer, asked)
                            times.add(peer.title, kind, seconds, answered=hits > 0)
    gc.unfreeze()
    return times


def answer(peer: EngineAdapter, asked: BenchmarkQuery) -> tuple[float, int]:
    """Return how long an engine took to answer, and how many hits it gave."""
    call = peer.suggest if asked.shape is Shape.PREFIX else peer.search
    started = time.perf_counter()
    found = call(asked)
    return time.perf_counter() - started, len(found.hits)


# Serving


def measure_serving(rows: Sequence[Row], folder: Path, kinds: Kinds) -> Serving:
    """Build this engine's index as its operator does, and again with one row changed; open it; read memory."""
    terms = folder.with_suffix(".jsonl")
    write_terms(rows, terms)
    building, peak = build_command(terms, folder)
    changed = [*rows]
    changed[len(rows) // 2] = {**rows[len(rows) // 2], "definition": "A text that has changed."}
    write_terms(changed, terms)
    rebuilding, _ = build_command(terms, folder)
    queries = [asked.text for kind in kinds.values() for asked in kind if asked.shape is not Shape.PREFIX]
    random.Random(SEED).shuffle(queries)  # noqa: S311
    opening, private, shared = in_process("spawn", _serve, folder, queries[:REMEMBERED])
    return Serving(building, peak, rebuilding, opening, int(private), int(shared))


def build_command(terms: Path, folder: Path) -> tuple[float, int]:
    """Return the seconds that `glossary build` takes, and the bytes that its processes have together at the most."""
    command = [sys.executable, "-m", "search_app", "build", "--terms", str(terms), "--index", str(folder)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        peaks: list[int] = [0]
        watching = threading.Thread(target=_watch, args=(process, peaks))
        watching.start()
        process.wait()
        seconds = time.perf_counter() - started
        watching.join()
    if process.returncode:
        raise click.ClickException(f"`{' '.join(command)}` failed")
    return seconds, peaks[0]


def _watch(process: subprocess.Popen[bytes], peaks: list[int]) -> None:
    """Note the most memory that a process and its children have together until it ends."""
    while process.poll() is None:
        peaks[0] = max(peaks[0], _memory_of_all(process.pid))
        time.sleep(LOOKS)


def _memory_of_all(root: int) -> int:
    """Return the bytes that a process and its children have, each page counted once."""
    total = 0
    with suppress(OSError):  # a process that has just ended
        children = Path(f"/proc/{root}/task/{root}/children").read_text().split()
        total = sum(_memory_of_all(int(child)) for child in children)
        for line in Path(f"/proc/{root}/smaps_rollup").read_text().splitlines():
            total += int(line.split()[1]) * 1024 if line.startswith("Pss:") else 0
    return total


def _serve(connection: Connection, folder: Path, queries: Sequence[str]) -> None:
    """Open the engine in a process of its own, as a server does, and let a forked worker answer."""
    openings = []
    for _ in range(OPENINGS):
        started = time.perf_counter()
        engine = Engine.open(folder)
        openings.append(time.perf_counter() - started)
    connection.send((statistics.median(openings), *in_process("fork", _work, engine, queries)))


def _work(connection: Connection, engine: Engine, queries: Sequence[str]) -> None:
    for query in queries:
        engine.search(SearchRequest(q=query))
    connection.send(memory())


def in_process(method: str, target: Callable[..., None], *args: object) -> tuple[float, ...]:
    """Return what `target` sends when it runs in another process."""
    context = multiprocessing.get_context(method)
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *args))  # type: ignore[attr-defined]
    process.start()
    theirs.close()
    found: tuple[float, ...] = ours.recv()
    process.join()
    return found


def memory() -> tuple[int, int]:
    """Return the bytes of memory that this process has for itself, and those it shares.

    Pages of mapped files are shared, though only one process may have asked for them so far: the next one finds them.
    """
    private = shared = 0
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        key, number = line.split()[:2]
        private += int(number) * 1024 * (key == "Private_Dirty:")
        shared += int(number) * 1024 * (key in ("Shared_Clean:", "Shared_Dirty:", "Private_Clean:"))
    return private, shared


@click.command(help=__doc__)
@click.option("--collection", "names", multiple=True, default=COLLECTIONS, show_default=True)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="The Markdown file; else it is printed.")
@click.option("--queries", default=200, show_default=True, help="Queries of each kind.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--without", multiple=True, metavar="ENGINE", help="Leave an engine out, such as Whoosh.")
def main(
    names: Sequence[str], data: Path, write: Path | None, queries: int, rounds: int, without: Sequence[str]
) -> None:
    found: list[Measured] = []
    for name in names:
        found.append(measure(name, data / f"{name}.jsonl", queries, rounds, without))
        if write:
            write.write_text(report(found, queries, rounds), encoding="utf-8")
    if not write:
        print(report(found, queries, rounds))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
