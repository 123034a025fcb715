"""The cost of the search log: times of an API search with the log on, off, and with its database unavailable.

    python -m bench.serving.search_log --requests 5000

Three servers of the same index run side by side. One client sends each query to all of them, one after the other in a
random order, so that all see the same load of the machine; no query is sent twice, so none is answered from a cache.
"""

from __future__ import annotations

import http.client
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import click

from bench.serving.servers import ROOT, free_port, running
from search_app.evaluation.relevance_tests import read_relevance_tests

WARM_UP = 300  # untimed queries
CASES: Mapping[str, Mapping[str, str]] = {
    "log off": {"GLOSSARY_SEARCH_LOG": "off"},
    "log on": {},
    "database gone": {"GLOSSARY_DATABASE_URL": "sqlite:////dev/null/analytics.db"},
}


@contextmanager
def served(index: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """Run `glossary serve` with one worker; yield its host and port once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "search_app", "serve", "--port", str(port), "--workers", "1"]
    with running([*command, "--index", str(index.absolute())], f"http://127.0.0.1:{port}/readyz", **environ):
        yield f"127.0.0.1:{port}"


def ask(client: http.client.HTTPConnection, query: str) -> float:
    """Return the seconds of a search; a response other than 200 ends the run."""
    started = time.perf_counter()
    client.request("GET", "/api/v1/search?q=" + quote(query))
    response = client.getresponse()
    response.read()
    took = time.perf_counter() - started
    if response.status != 200:
        raise click.ClickException(f"{query!r} was answered {response.status}")
    return took


def percentile(seconds: list[float], part: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[part - 1] * 1000


def measure(index: Path, number: int) -> dict[str, list[float]]:
    """Return the seconds of each search, by case."""
    queries = [test.query for test in read_relevance_tests(ROOT / "terms" / "relevance.yaml")]
    choice = random.Random(20)  # noqa: S311
    times: dict[str, list[float]] = {case: [] for case in CASES}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        clients = {}
        for case, environ in CASES.items():
            database = {"GLOSSARY_DATABASE_URL": f"sqlite:///{Path(folder, case.replace(' ', '-'))}.db"}
            address = stack.enter_context(served(index, database | dict(environ)))
            clients[case] = http.client.HTTPConnection(address, timeout=30)
        for turn in range(number + WARM_UP):
            query = f"{choice.choice(queries)} {turn}"
            for case in choice.sample(list(CASES), len(CASES)):
                took = ask(clients[case], query)
                if turn >= WARM_UP:
                    times[case].append(took)
    return times


@click.command()
@click.option("--requests", "number", default=5000, show_default=True, help="Queries to each server.")
@click.option("--index", type=click.Path(path_type=Path), default="index", show_default=True)
def main(number: int, index: Path) -> None:
    """Compare the times of a search with the log on, off, and its database unavailable."""
    times = measure(index, number)
    base = percentile(times["log off"], 95)
    click.echo(f"{number} searches each, in milliseconds\n")
    click.echo("| | p50 | p95 | p99 | p95 beside off |\n|---|---|---|---|---|")
    for case, seconds in times.items():
        p50, p95, p99 = (percentile(seconds, part) for part in (50, 95, 99))
        click.echo(f"| {case} | {p50:.2f} | {p95:.2f} | {p99:.2f} | {p95 / base - 1:+.1%} |")


if __name__ == "__main__":
    main()
