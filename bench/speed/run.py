"""Speed of this engine beside others that do the same work.

    python -m bench.speed --collection mix_1k --collection mix_10k --data FOLDER --write bench/RESULTS.md

FOLDER contains `<collection>.jsonl`, one entry a line. All engines are open in one process and are queried in runs: one
engine all queries of a kind, then the next, in an order that rotates with every round. Each engine then runs with its
own data in the processor's caches, as in a process of its own, and a change of the machine's load affects all of them.
One more round alternates engines query by query, where each finds the caches full of the others' data. Times are those
of the call in this process. The file is rewritten after each collection.
"""

from __future__ import annotations

import gc
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from bench.engines.base import BenchmarkQuery, EngineAdapter, RemoteEngine, Row, Shape
from bench.engines.glossary import Glossary
from bench.engines.registry import available
from bench.speed.measurements import Built, Measured, Times
from bench.speed.queries import Kinds, QuerySampler
from bench.speed.report import report
from bench.speed.serving_cost import measure_serving

COLLECTIONS = ("mix_1k", "mix_10k", "wordnet", "mix_300k")
WARM_UP = 5.0  # seconds of untimed queries of a kind, at most, before an engine is timed


def measure(name: str, file: Path, queries: int, rounds: int, without: Sequence[str]) -> Measured:
    """Build all engines over the rows of `file` and time them."""
    rows = read_rows(file)
    kinds = QuerySampler(rows, queries).kinds()
    engines = [engine for engine in available() if engine.title not in without or isinstance(engine, Glossary)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        builds = {}
        for number, engine in enumerate(engines):
            print(f"{name}: building {engine.title}", flush=True)
            builds[engine.title] = build_engine(engine, rows, folder / str(number))
        warm_up(engines, kinds)
        times = run_queries(engines, kinds, rounds, queries, f"{name}, in runs")
        in_turn = run_queries(engines, kinds, 1, 1, f"{name}, query by query")
        print(f"{name}: building as a command, opening, reading memory", flush=True)
        serving = measure_serving(rows, folder / "served", kinds)
    for engine in engines:
        if isinstance(engine, RemoteEngine):
            engine.close()
    titles = [engine.title for engine in engines]
    return Measured(name, len(rows), builds, serving, titles, list(kinds), times, in_turn)


def read_rows(file: Path) -> list[Row]:
    with file.open("rb") as lines:
        return [_row(json.loads(line)) for line in lines]


def _row(found: dict[str, Any]) -> Row:
    """Return a row of either format: with `id` and `category`, or with `slug` and `categories`."""
    return {
        "id": found.get("id") or found["slug"],
        "name": found["name"],
        "aliases": found.get("aliases", []),
        "category": found["category"] if "category" in found else next(iter(found.get("categories", [])), ""),
        "definition": found["definition"],
        "examples": found.get("examples", []),
    }


def build_engine(engine: EngineAdapter, rows: Sequence[Row], folder: Path) -> Built:
    folder.mkdir()
    started = time.perf_counter()
    engine.build(rows, folder)
    seconds = time.perf_counter() - started
    remote = engine.remote_bytes() if isinstance(engine, RemoteEngine) else 0
    return Built(seconds, remote + sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()))


def warm_up(engines: Sequence[EngineAdapter], kinds: Kinds) -> None:
    """Run all queries once, untimed: only the first access to a page of a mapped file is slow."""
    for engine in engines:
        for queries in kinds.values():
            started = time.perf_counter()
            for query in queries:
                timed(engine, query)
                if time.perf_counter() - started > WARM_UP:
                    break


def run_queries(engines: Sequence[EngineAdapter], kinds: Kinds, rounds: int, run: int, label: str) -> Times:
    """Time every query on every engine, `rounds` times; an engine gets `run` queries in a row."""
    gc.collect()
    gc.freeze()  # so that a collection while an engine is timed does not scan the objects of all engines
    times = Times()
    for number in range(rounds):
        for kind, queries in kinds.items():
            print(f"{label}: round {number + 1}, {kind}", flush=True)
            for engine, query in _schedule(engines, queries, run, number):
                if not times.skip_over_budget(engine.title, kind):
                    seconds, hits = timed(engine, query)
                    times.add(engine.title, kind, seconds, answered=hits > 0)
    gc.unfreeze()
    return times


def _schedule(
    engines: Sequence[EngineAdapter], queries: Sequence[BenchmarkQuery], run: int, first_turn: int
) -> Iterator[tuple[EngineAdapter, BenchmarkQuery]]:
    """Yield every query with every engine, in runs; the engine that begins rotates."""
    for turn, start in enumerate(range(0, len(queries), run), first_turn):
        first = turn % len(engines)
        for engine in (*engines[first:], *engines[:first]):
            for query in queries[start : start + run]:
                yield engine, query


def timed(engine: EngineAdapter, query: BenchmarkQuery) -> tuple[float, int]:
    """Return the seconds of a call and the number of its hits."""
    call = engine.suggest if query.shape is Shape.PREFIX else engine.search
    started = time.perf_counter()
    found = call(query)
    return time.perf_counter() - started, len(found.hits)


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
    with suppress(KeyboardInterrupt):
        for name in names:
            found.append(measure(name, data / f"{name}.jsonl", queries, rounds, without))
            if write:
                write.write_text(report(found, queries, rounds), encoding="utf-8")
        if not write:
            print(report(found, queries, rounds))


if __name__ == "__main__":
    main()
