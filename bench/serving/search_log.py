"""What the search log costs a search: the API's times with the log on, with it off, and with its database gone.

python -m bench.serving.search_log --requests 5000

Three servers of the same index run side by side. One client asks all of them the same query, one after the other and
in an order that turns, so that all see the same load of the machine; every query is asked once, so all are logged.
"""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import click

from search_app.evaluation.relevance_tests import RELEVANCE_TESTS, read_relevance_tests

WARM_UP = 300  # queries before any is timed
CASES: Mapping[str, Mapping[str, str]] = {
    "log off": {"GLOSSARY_SEARCH_LOG": "off"},
    "log on": {},
    "database gone": {"GLOSSARY_DATABASE_URL": "sqlite:////dev/null/audience.db"},
}


@contextmanager
def served(index: str, environ: Mapping[str, str]) -> Iterator[str]:
    """Run `glossary serve` on a free port; give its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "search_app", "serve", "--port", str(port), "--workers", "1", "--index", index]
    server = subprocess.Popen(command, env=os.environ | dict(environ), stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def _wait(port: int) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("a server did not start")


def ask(client: http.client.HTTPConnection, query: str) -> float:
    """Return the seconds a search took; any answer but 200 ends the run."""
    started = time.perf_counter()
    client.request("GET", "/api/v1/search?q=" + quote(query))
    response = client.getresponse()
    response.read()
    took = time.perf_counter() - started
    if response.status != 200:
        raise SystemExit(f"{query!r} was answered {response.status}")
    return took


def percentile(seconds: list[float], part: int) -> float:
    return statistics.quantiles(seconds, n=100, method="inclusive")[part - 1] * 1000


@click.command()
@click.option("--requests", "number", default=5000, show_default=True, help="Queries asked of each server.")
@click.option("--index", default="index", show_default=True)
def main(number: int, index: str) -> None:
    """Compare the times of a search with the log on, off, and its database gone."""
    queries = [line.query for line in read_relevance_tests(RELEVANCE_TESTS)]
    choice = random.Random(20)  # noqa: S311
    times: dict[str, list[float]] = {case: [] for case in CASES}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        clients = {}
        for case, environ in CASES.items():
            place = {"GLOSSARY_DATABASE_URL": f"sqlite:///{Path(folder, case.replace(' ', '-'))}.db"}
            address = stack.enter_context(served(index, place | dict(environ)))
            clients[case] = http.client.HTTPConnection(address, timeout=30)
        for turn in range(number + WARM_UP):
            query = f"{choice.choice(queries)} {turn}"
            for case in choice.sample(list(CASES), len(CASES)):
                took = ask(clients[case], query)
                if turn >= WARM_UP:
                    times[case].append(took)
    base = percentile(times["log off"], 95)
    click.echo(
        f"{number} searches each, in milliseconds\n\n| | p50 | p95 | p99 | p95 beside off |\n|---|---|---|---|---|"
    )
    for case, seconds in times.items():
        p50, p95, p99 = (percentile(seconds, part) for part in (50, 95, 99))
        click.echo(f"| {case} | {p50:.2f} | {p95:.2f} | {p99:.2f} | {p95 / base - 1:+.1%} |")


if __name__ == "__main__":
    main()
