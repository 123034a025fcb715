"""Count the function calls of a search: how many functions of `search_app` a query enters.

    python -m bench.speed.calls --index DIR ["copay plan" ...]

Each query is sent to the application as `GET /search?q=...`, for the first time, so that no cached response answers it.
`sys.setprofile` reports a call whenever a Python function is entered; counted are those whose code lies in
`search_app`. A comprehension is a function in Python 3.11, and a generator is entered again for each value; both
count. The columns: calls of the whole page, those of them inside `Engine.search`, and calls of all Python code.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import click
from werkzeug.test import create_environ

import search_app
from search_app.config import load_settings
from search_app.search import Engine, SearchRequest
from search_app.web.app import create_app

PACKAGE = str(Path(search_app.__file__).parent)
QUERIES = ("copay plan", "my boss took my tips and kept them")
WARM_UP = "deductible"  # the first request compiles templates and opens the index


@dataclass(slots=True)
class Calls:
    """Calls of Python functions, and those of them that belong to the package."""

    all: int = 0
    ours: int = 0


def count_calls(work: Callable[[], object]) -> Calls:
    """Return the calls that `work` makes."""
    calls = Calls()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            calls.all += 1
            calls.ours += frame.f_code.co_filename.startswith(PACKAGE)

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def page_of(index: Path, folder: Path) -> Callable[[str], object]:
    """Return a function that renders the results page of a query."""
    environ = {"GLOSSARY_INDEX": str(index), "GLOSSARY_DATABASE_URL": f"sqlite:///{folder}/analytics.db"}
    app = create_app(load_settings(environ))

    def page(query: str) -> bytes:
        request = create_environ("/search", query_string={"q": query})
        return b"".join(app.wsgi_app(request, lambda *_: lambda _: None))

    return page


@click.command(help=__doc__)
@click.argument("queries", nargs=-1)
@click.option("--index", type=click.Path(exists=True, file_okay=False, path_type=Path), default="index")
def main(queries: tuple[str, ...], index: Path) -> None:
    engine = Engine.open(index)
    with tempfile.TemporaryDirectory() as folder:
        page = page_of(index, Path(folder))
        page(WARM_UP)
        click.echo(f"{'page':>6} {'engine':>6} {'Python':>6}  query")
        for query in queries or QUERIES:
            whole = count_calls(lambda query=query: page(query))  # type: ignore[misc]
            request = SearchRequest(q=query)
            engine.search(request)
            search = count_calls(lambda request=request: engine.search(request))  # type: ignore[misc]
            click.echo(f"{whole.ours:6,} {search.ours:6,} {whole.all:6,}  {query}")


if __name__ == "__main__":
    main()
