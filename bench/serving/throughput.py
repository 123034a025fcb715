"""Requests a second over HTTP: API and page of this service, a bare Flask route and Datasette, on the same terms.

    python -m bench.serving.throughput [--seconds 3] [--rounds 9]

`wrk` (Debian's package; installed if the user is root) loads three servers with two workers each in turn, in many short
rounds. The bare route returns a small JSON object and does nothing else: no Flask application on this server can be
faster. Datasette searches SQLite's FTS5 and counts the categories. With GLOSSARY_OPENSEARCH_URL there is a fourth: this
service with its texts in that cluster.

There are two loads. *Asked again*: the queries of the relevance tests, repeatedly, as most visitors search for the same
things; cached responses count. *Never the same*: two words of the glossary's texts, another pair each time, so that no
response is cached. A ratio is the median of the rounds' ratios, each between neighbours in time: the requests a second
of this machine change from minute to minute, the ratio does not.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from bench.engines.cluster import cluster_to_measure, remove_indexes
from bench.serving.servers import ROOT, free_port, running
from search_app.evaluation.relevance_tests import read_relevance_tests
from search_app.glossary.source import read_glossary

WORKERS, THREADS = 2, 4
CONNECTIONS = 16
POPULAR = 500  # queries that are asked again
FASTEST = 12_000  # requests a second that no server here exceeds: with as many queries, none is sent twice
AGAIN, NEVER = "asked again", "never the same"
OURS, PAGE, BARE, DATASETTE = "this service's API", "its page of results", "bare Flask route", "Datasette"
IN_CLUSTER = "the API with texts in OpenSearch"
FORMS = {  # path of a search, name of the query parameter
    OURS: ("/api/v1/search?", "q"),
    PAGE: ("/search?", "q"),
    IN_CLUSTER: ("/api/v1/search?", "q"),
    BARE: ("/api/v1/search?", "q"),
    DATASETTE: ("/glossary/terms.json?_shape=objects&_size=10&_facet=category&_extra=count&", "_search"),
}

Rates = dict[tuple[str, str], list[float]]  # load, server -> requests a second of each round

# A script of wrk: request the paths in a file, one a line, one after the other.
SCRIPT = """
local paths, number = {}, 0
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end
function request()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
"""


class Bare(BaseApplication):  # type: ignore[misc]
    """A Flask route that returns JSON, under gunicorn with the settings of the service."""

    def __init__(self, port: int) -> None:
        self._bind = f"127.0.0.1:{port}"
        super().__init__()

    def load_config(self) -> None:
        self.cfg.set("bind", self._bind)
        self.cfg.set("workers", WORKERS)
        self.cfg.set("threads", THREADS)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("preload_app", True)
        self.cfg.set("control_socket_disable", True)

    def load(self) -> Any:
        app = Flask("bare")

        @app.get("/api/v1/search")
        def search() -> dict[str, object]:
            return {"query": "", "total": 0, "results": []}

        return app


def datasette_app() -> Any:
    """Return Datasette over the database that `write_database` wrote, for uvicorn."""
    from datasette.app import Datasette  # noqa: PLC0415  only the server's process needs it

    return Datasette([os.environ["DATABASE"]]).app()


def write_database(file: Path) -> None:
    """Write the terms as a table with a full-text index, which Datasette detects."""
    rows = [
        (term.slug, term.name, " ".join(term.aliases), term.categories[0], _text(term))
        for term in read_glossary(ROOT / "terms").sound().terms
    ]
    with sqlite3.connect(file) as database:
        database.execute("create table terms (slug primary key, name, aliases, category, text)")
        database.executemany("insert into terms values (?, ?, ?, ?, ?)", rows)
        database.execute(
            "create virtual table terms_fts using fts5 (name, aliases, text, content='terms', tokenize='porter')"
        )
        database.execute("insert into terms_fts (terms_fts) values ('rebuild')")


def _text(term: Any) -> str:
    return "\n".join(section.markdown for section in term.sections())


def searches() -> list[str]:
    """Return some queries of the relevance tests, none with operators; few enough to be asked several times a round."""
    tests = read_relevance_tests(ROOT / "terms" / "relevance.yaml")
    return [test.query for test in tests if re.fullmatch(r"[\w ]+", test.query)][:POPULAR]


def distinct_searches(number: int, round_: int) -> list[str]:
    """Return `number` queries of two words, each different from all others of any round."""
    texts = [f"{term.name} {_text(term)}" for term in read_glossary(ROOT / "terms").sound().terms]
    words = sorted({word for text in texts for word in re.findall(r"[a-z]{3,}", text.lower())})
    places = range(round_ * number, (round_ + 1) * number)
    order = random.Random(3).sample(range(len(words) ** 2), places.stop)  # noqa: S311  the same ones each time
    return [f"{words[pair // len(words)]} {words[pair % len(words)]}" for pair in order[places.start :]]


def requests_a_second(port: int, paths: Path, seconds: int) -> float:
    """Return the requests a second that wrk measures.

    Raises:
        click.ClickException: a response was an error.
    """
    script = paths.with_suffix(".lua")
    script.write_text(SCRIPT)
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"http://127.0.0.1:{port}"]
    found = subprocess.run(  # noqa: S603
        command, env={**os.environ, "PATHS": str(paths)}, capture_output=True, text=True, check=True
    )
    if "Non-2xx" in found.stdout or "Socket errors" in found.stdout:
        raise click.ClickException(found.stdout)
    counted = re.search(r"Requests/sec:\s+([\d.]+)", found.stdout)
    if not counted:
        raise click.ClickException(found.stdout)
    return float(counted[1])


def write_paths(file: Path, server: str, queries: Sequence[str]) -> Path:
    form, key = FORMS[server]
    file.write_text("\n".join(f"{form}{urlencode({key: query})}" for query in queries) + "\n")
    return file


@contextmanager
def servers(folder: Path) -> Iterator[dict[str, int]]:
    """Run the servers, with their files in `folder`, and yield their ports."""
    ports = {OURS: free_port(), BARE: free_port(), DATASETTE: free_port()}
    ports[PAGE] = ports[OURS]
    write_database(folder / "glossary.db")
    flask = [sys.executable, "-m", "bench.serving.throughput", "--bare", str(ports[BARE])]
    uvicorn = [sys.executable, "-m", "uvicorn", "bench.serving.throughput:datasette_app", "--factory"]
    uvicorn += ["--log-level", "error", "--port", str(ports[DATASETTE]), "--workers", str(WORKERS)]
    with ExitStack() as stack:
        serve(stack, ports[OURS], settings(folder))
        if "GLOSSARY_OPENSEARCH_URL" in os.environ:
            ports[IN_CLUSTER] = free_port()
            stack.enter_context(in_cluster(folder / "cluster", ports[IN_CLUSTER]))
        stack.enter_context(running(flask, f"http://127.0.0.1:{ports[BARE]}/api/v1/search"))
        database = str(folder / "glossary.db")
        stack.enter_context(running(uvicorn, f"http://127.0.0.1:{ports[DATASETTE]}/", DATABASE=database))
        yield ports


def settings(folder: Path) -> dict[str, str]:
    """Return the settings of this service with its files in `folder`."""
    return {
        "GLOSSARY_INDEX": str(folder / "index"),
        "GLOSSARY_TERMS": str(ROOT / "terms"),
        "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/analytics.db",
    }


def serve(stack: ExitStack, port: int, chosen: dict[str, str]) -> None:
    """Run this service until the stack ends."""
    options = ["--port", str(port), "--workers", str(WORKERS), "--threads", str(THREADS)]
    command = [sys.executable, "-m", "search_app", "serve", *options]
    stack.enter_context(running(command, f"http://127.0.0.1:{port}/readyz", **chosen))


@contextmanager
def in_cluster(folder: Path, port: int) -> Iterator[None]:
    """Run this service with its texts in the cluster of GLOSSARY_OPENSEARCH_URL; they are deleted at the end."""
    cluster = cluster_to_measure()
    folder.mkdir()
    chosen = settings(folder) | {"GLOSSARY_ENGINE": "opensearch", "GLOSSARY_OPENSEARCH_PREFIX": cluster.prefix}
    build = [sys.executable, "-m", "search_app", "build"]
    subprocess.run(build, cwd=ROOT, env={**os.environ, **chosen}, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        with ExitStack() as stack:
            serve(stack, port, chosen)
            yield
    finally:
        remove_indexes(cluster)


def measure(seconds: int, rounds: int) -> Rates:
    """Load the servers in turn, with one load and then the other; the first round of each is a warm-up."""
    found: Rates = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ports = stack.enter_context(servers(folder))
        for load in (AGAIN, NEVER):
            for round_ in range(rounds + 1):
                queries = searches() if load == AGAIN else distinct_searches(FASTEST * seconds, round_)
                for server in ports:
                    paths = write_paths(folder / "paths.txt", server, queries)
                    rate = requests_a_second(ports[server], paths, seconds)
                    found.setdefault((load, server), []).append(rate)
    return {measured: rates[1:] for measured, rates in found.items()}


def report(found: Rates, seconds: int) -> Iterator[str]:
    """Yield the medians as Markdown."""
    rounds = len(next(iter(found.values())))
    yield f"Searches over HTTP, the glossary's own terms, {WORKERS} workers, {CONNECTIONS} connections,"
    yield f"{rounds} rounds of {seconds} s in turn, wrk on the same machine."
    yield ""
    yield "| queries | server | requests a second | lowest to highest | ratio to the bare route |"
    yield "|---|---|---:|---:|---:|"
    for (load, server), rates in found.items():
        ratio = statistics.median(rate / bare for rate, bare in zip(rates, found[load, BARE], strict=True))
        median = f"{statistics.median(rates):,.0f} | {min(rates):,.0f} to {max(rates):,.0f}"
        yield f"| {load} | {server} | {median} | {ratio:.2f} |"


def obtain_wrk() -> None:
    """Install wrk if it is missing and the user is root on Debian.

    Raises:
        click.ClickException: it has to be installed manually.
    """
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], check=True, stdout=subprocess.DEVNULL)  # noqa: S607
    if not shutil.which("wrk"):
        raise click.ClickException("wrk is needed: install it (Debian: apt-get install wrk).")


@click.command(help=__doc__)
@click.option("--seconds", default=3, show_default=True, help="Of each round and server.")
@click.option("--rounds", default=9, show_default=True)
@click.option("--append", type=click.Path(dir_okay=False, path_type=Path), help="A Markdown file to append to.")
@click.option("--bare", type=int, hidden=True, help="Run the bare server on this port.")
def main(seconds: int, rounds: int, append: Path | None, bare: int | None) -> None:
    if bare:
        Bare(bare).run()
        return
    obtain_wrk()
    text = "\n".join(report(measure(seconds, rounds), seconds))
    print(text)
    if append:
        with append.open("a", encoding="utf-8") as file:
            file.write(f"\n## Requests a second over HTTP\n\n{text}\n")


if __name__ == "__main__":
    main()
