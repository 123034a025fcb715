"""How fast this engine answers, beside others that do the same work.

python -m bench.speed --size 1k --size 10k --data FOLDER --write bench/RESULTS.md

FOLDER holds `mix_<size>.jsonl`, one entry a line. All engines are open in one process and get each query one after the
other, in an order that turns with every query, so that all see the same load of the machine. Times are those of the
call, in this process.
"""

from __future__ import annotations

import gc
import importlib.metadata
import json
import multiprocessing
import os
import platform
import random
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import click

from bench.peers import Asked, Glossary, Peer, Row, Shape, available, words_of, write_terms
from search_app.search import Engine, SearchRequest, build
from search_app.search.analysis import STOP_WORDS

SEED = 20
WARM_UP = 20  # queries of each kind that are asked once before any is timed
QUESTIONS = ("what is a {}", "how does {} work")
KEYSTROKES = 8
REMEMBERED = 200  # queries after which memory is read
OPENINGS = 5
LETTERS = "abcdefghijklmnopqrstuvwxyz"

_NEIGHBOURS = re.compile(r"\b([A-Za-z]{2,}) ([A-Za-z]{2,})\b")

Kinds = Mapping[str, Sequence[Asked]]
Percentiles = tuple[float, float, float]


@dataclass
class Times:
    """Seconds each engine took for the queries of each kind, and how many of its answers held something."""

    seconds: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    answered: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, title: str, kind: str, seconds: float, *, answered: bool) -> None:
        self.seconds.setdefault((title, kind), []).append(seconds)
        self.answered[title, kind] += answered

    def percentiles(self, title: str, kind: str) -> Percentiles:
        """Return p50, p95 and p99 in milliseconds."""
        cuts = statistics.quantiles(self.seconds[title, kind], n=100, method="inclusive")
        return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000

    def share_answered(self, title: str, kind: str) -> float:
        return self.answered[title, kind] / len(self.seconds[title, kind])


@dataclass(frozen=True, slots=True)
class Built:
    """What building an engine's index took: seconds, and bytes on disk."""

    seconds: float
    size: int


@dataclass(frozen=True, slots=True)
class Serving:
    """What it takes to serve with this engine: seconds to build again and to open, bytes of a worker's memory."""

    rebuilding: float
    opening: float
    private: int
    shared: int


@dataclass(frozen=True, slots=True)
class Measured:
    """All that was measured for one size."""

    size: str
    rows: int
    builds: Mapping[str, Built]
    serving: Serving
    titles: Sequence[str]
    kinds: Sequence[str]
    times: Times


# Queries


class Choice:
    """Queries made of what stands in the rows; the same rows and seed give the same queries."""

    def __init__(self, rows: Sequence[Row], number: int) -> None:
        self._rows, self._number = rows, number
        self._random = random.Random(SEED)  # noqa: S311

    def kinds(self) -> Kinds:
        return {
            "two plain words": self._drawn(self._two_words),
            "exact name": self._drawn(lambda row: Asked.plain(row["name"]) if words_of(row["name"]) else None),
            "question": self._drawn(self._question),
            "misspelled name": self._drawn(self._misspelled),
            "keystroke": self._drawn(self._keystroke),
            "phrase": self._drawn(self._phrase),
            "boolean": self._drawn(self._boolean),
            "commonest words": self._commonest(),
        }

    def _drawn(self, make: Callable[[Row], Asked | None]) -> list[Asked]:
        """Return queries made of rows drawn at random; rows that give none are passed over."""
        found: list[Asked] = []
        for _ in range(self._number * 50):
            asked = make(self._random.choice(self._rows))
            if asked:
                found.append(asked)
            if len(found) == self._number:
                break
        return found

    def _telling(self, row: Row) -> list[str]:
        """Return the different words of a definition that say something."""
        found = dict.fromkeys(words_of(row["definition"]))
        return [word for word in found if len(word) > 3 and word.isascii() and word not in STOP_WORDS]

    def _two_words(self, row: Row) -> Asked | None:
        telling = self._telling(row)
        return Asked.plain(" ".join(self._random.sample(telling, 2))) if len(telling) > 1 else None

    def _question(self, row: Row) -> Asked | None:
        name = row["name"]
        return Asked.plain(self._random.choice(QUESTIONS).format(name)) if words_of(name) else None

    def _misspelled(self, row: Row) -> Asked | None:
        words = row["name"].split()
        long = [place for place, word in enumerate(words) if len(word) > 4 and word.isascii() and word.isalpha()]
        if not long:
            return None
        place = self._random.choice(long)
        word = words[place]
        at = self._random.randrange(len(word))
        other = self._random.choice(LETTERS.replace(word[at].lower(), ""))
        words[place] = word[:at] + other + word[at + 1 :]
        return Asked.plain(" ".join(words))

    def _keystroke(self, row: Row) -> Asked | None:
        typed = row["name"][: self._random.randint(1, KEYSTROKES)]
        return Asked.prefix(typed) if words_of(typed) else None

    def _phrase(self, row: Row) -> Asked | None:
        found = _NEIGHBOURS.findall(row["definition"])
        if not found:
            return None
        pair = self._random.choice(found)
        return Asked(f'"{" ".join(pair)}"', words_of(" ".join(pair)), Shape.PHRASE)

    def _boolean(self, row: Row) -> Asked | None:
        ours, theirs = self._telling(row), self._telling(self._random.choice(self._rows))
        if not ours or not theirs:
            return None
        pair = self._random.choice(ours), self._random.choice(theirs)
        if self._random.random() < 0.5:
            return Asked(" OR ".join(pair), pair, Shape.EITHER)
        return Asked(" -".join(pair), pair, Shape.WITHOUT)

    def _commonest(self) -> list[Asked]:
        counts = Counter(word for row in self._rows for word in set(words_of(row["definition"])))
        return [Asked.plain(word) for word, _ in counts.most_common(self._number)]


# Measuring


def measure(size: str, file: Path, queries: int, rounds: int, without: Sequence[str]) -> Measured:
    """Build all engines over the rows of `file` and ask them."""
    rows = read_rows(file)
    kinds = Choice(rows, queries).kinds()
    peers = [peer for peer in available() if peer.title not in without or isinstance(peer, Glossary)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builds = {}
        for number, peer in enumerate(peers):
            print(f"{size}: building {peer.title}", flush=True)
            builds[peer.title] = build_peer(peer, rows, folder / str(number))
        times = ask(peers, kinds, rounds, size)
        print(f"{size}: building again, opening, reading memory", flush=True)
        serving = measure_serving(rows, folder / "0", kinds)
    return Measured(size, len(rows), builds, serving, [peer.title for peer in peers], list(kinds), times)


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


def build_peer(peer: Peer, rows: Sequence[Row], folder: Path) -> Built:
    folder.mkdir()
    started = time.perf_counter()
    peer.build(rows, folder)
    seconds = time.perf_counter() - started
    return Built(seconds, sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()))


def ask(peers: Sequence[Peer], kinds: Kinds, rounds: int, size: str) -> Times:
    """Ask every engine every query, `rounds` times over; what is asked before the first round is not counted."""
    for peer in peers:
        for queries in kinds.values():
            for asked in queries[:WARM_UP]:
                answer(peer, asked)
    gc.collect()
    gc.freeze()  # what lives now is not looked through while an engine is timed
    times = Times()
    for number in range(rounds):
        for kind, queries in kinds.items():
            print(f"{size}: round {number + 1}, {kind}", flush=True)
            for turn, asked in enumerate(queries, number):
                first = turn % len(peers)
                for peer in (*peers[first:], *peers[:first]):
                    seconds, hits = answer(peer, asked)
                    times.add(peer.title, kind, seconds, answered=hits > 0)
    gc.unfreeze()
    return times


def answer(peer: Peer, asked: Asked) -> tuple[float, int]:
    """Return how long an engine took to answer, and how many hits it gave."""
    call = peer.suggest if asked.shape is Shape.PREFIX else peer.search
    started = time.perf_counter()
    found = call(asked)
    return time.perf_counter() - started, len(found.hits)


def measure_serving(rows: Sequence[Row], folder: Path, kinds: Kinds) -> Serving:
    """Change one row, build this engine's index again, then open it and read a worker's memory."""
    changed = [*rows]
    changed[len(rows) // 2] = {**rows[len(rows) // 2], "definition": "A text that has changed."}
    terms = folder.with_suffix(".jsonl")
    write_terms(changed, terms)
    started = time.perf_counter()
    build(terms, folder)
    rebuilding = time.perf_counter() - started
    queries = [asked.text for kind in kinds.values() for asked in kind if asked.shape is not Shape.PREFIX]
    random.Random(SEED).shuffle(queries)  # noqa: S311
    opening, private, shared = in_process("spawn", _serve, folder, queries[:REMEMBERED])
    return Serving(rebuilding, opening, int(private), int(shared))


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


# Writing


def report(found: Sequence[Measured], queries: int, rounds: int) -> str:
    """Return what was measured as Markdown."""
    lines = ["# Search speed", "", *machine(), ""]
    lines += [
        f"{queries} queries of each kind, {rounds} rounds, all engines in one process, query by query. Times are",
        "milliseconds of a call: ten ranked entries with URL, facet counts over all matches, ten marked passages; for",
        "a keystroke eight names. A ratio is this engine's time divided by the other's: below 1, this one is faster.",
        "`bench/peers.py` says how each engine is used and what it leaves out.",
    ]
    for measured in found:
        lines += ["", f"## {measured.size}: {measured.rows:,} entries", "", *building(measured)]
        lines += ["", *serving(measured.serving), "", *percentiles(measured), "", *ratios(measured)]
        lines += ["", *answered(measured)]
    return "\n".join(lines) + "\n"


def machine() -> Iterator[str]:
    """Yield what was measured with, and when."""
    model = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    total = re.search(r"^MemTotal:\s*(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    cores = len(os.sched_getaffinity(0))
    yield f"- Date: {datetime.now(UTC):%Y-%m-%d}"
    yield (
        f"- Machine: {model[1] if model else platform.machine()}, {cores} cores,"
        f" {int(total[1]) / 2**20 if total else 0:.1f} GiB; load {os.getloadavg()[0]:.1f} at the end"
    )
    versions = [f"Python {platform.python_version()}", f"numpy {importlib.metadata.version('numpy')}"]
    versions += [f"{peer.title} {peer.version}" for peer in available() if not isinstance(peer, Glossary)]
    yield f"- Versions: {', '.join(versions)}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|---{'|---:' * (len(head) - 1)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def building(measured: Measured) -> Iterator[str]:
    rows = [[title, f"{built.seconds:.2f}", f"{built.size / 2**20:.1f}"] for title, built in measured.builds.items()]
    yield from table(("engine", "build, s", "index, MiB"), rows)


def serving(found: Serving) -> Iterator[str]:
    private, shared = found.private / 2**20, found.shared / 2**20
    yield f"This engine: built again after one row changed in {found.rebuilding:.2f} s, opened in"
    yield f"{found.opening * 1000:.1f} ms. After {REMEMBERED} queries a forked worker has {private:.1f} MiB for itself"
    yield f"and {shared:.1f} MiB shared."


def percentiles(measured: Measured) -> Iterator[str]:
    """Yield p50 / p95 / p99 of each kind and engine."""
    rows = [
        [kind, *(" / ".join(map(_milliseconds, measured.times.percentiles(title, kind))) for title in measured.titles)]
        for kind in measured.kinds
    ]
    yield from table(("p50 / p95 / p99, ms", *measured.titles), rows)


def _milliseconds(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.1f}"


def ratios(measured: Measured) -> Iterator[str]:
    """Yield this engine's p50 and p95 divided by those of each other engine."""
    ours, *others = measured.titles
    rows = []
    for kind in measured.kinds:
        mine = measured.times.percentiles(ours, kind)
        theirs = [measured.times.percentiles(title, kind) for title in others]
        rows.append([kind, *(f"{mine[0] / each[0]:.2g} / {mine[1] / each[1]:.2g}" for each in theirs)])
    yield from table(("ratio of p50 / p95 to", *others), rows)


def answered(measured: Measured) -> Iterator[str]:
    """Yield the share of queries that found anything: an answer with nothing in it is soon given."""
    rows = [
        [kind, *(f"{measured.times.share_answered(title, kind):.0%}" for title in measured.titles)]
        for kind in measured.kinds
    ]
    yield from table(("queries that found something", *measured.titles), rows)


@click.command(help=__doc__)
@click.option("--size", "sizes", multiple=True, default=("1k", "10k", "100k", "300k"), show_default=True)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="The Markdown file; else it is printed.")
@click.option("--queries", default=200, show_default=True, help="Queries of each kind.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--without", multiple=True, metavar="ENGINE", help="Leave an engine out, such as Whoosh.")
def main(
    sizes: Sequence[str], data: Path, write: Path | None, queries: int, rounds: int, without: Sequence[str]
) -> None:
    found = [measure(size, data / f"mix_{size}.jsonl", queries, rounds, without) for size in sizes]
    text = report(found, queries, rounds)
    if write:
        write.write_text(text, encoding="utf-8")
    else:
        print(text)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
