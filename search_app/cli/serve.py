"""`glossary serve`."""

from __future__ import annotations

import logging
import logging.config
import subprocess
import sys
from typing import IO, cast

import click

from search_app.cli.build import print_report, publish
from search_app.cli.console import ALLOW_SHRINK, INDEX, TERMS, err, print_faults
from search_app.config import Settings, load_settings
from search_app.errors import ContentError, DatabaseUnavailable, IndexUnavailable, ShrinkRefused
from search_app.search import Engine, is_stale

log = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 256))
@click.option("--dev", is_flag=True, help="Watch the terms and publish on save.")
@TERMS
@INDEX
@ALLOW_SHRINK
def serve(
    host: str,
    port: int,
    workers: int,
    threads: int,
    dev: bool,
    terms: str | None,
    index: str | None,
    allow_shrink: bool,
) -> None:
    """Build the index if it is missing or older than the terms, then serve it with gunicorn."""
    from search_app.web.server import Server  # noqa: PLC0415  other commands start faster without the web

    settings = load_settings(terms=terms, index=index)
    if settings.log_format == "json":
        _print_as_log_lines(settings)
    _build_if_stale(settings, allow_shrink=allow_shrink)
    _prepare_database(settings)
    shown = f"[{host}]" if ":" in host else host
    err.print(f"Serving the glossary at http://{shown}:{port}  (Ctrl+C stops it)", markup=False)
    server = Server(settings, bind=f"{shown}:{port}", workers=workers, threads=threads)
    watcher = _start_watcher(settings, allow_shrink=allow_shrink) if dev else None
    try:
        server.run()
    finally:
        if watcher:
            watcher.terminate()
            watcher.wait()


def _print_as_log_lines(settings: Settings) -> None:
    """Write what is printed to standard error as log lines: what reads them expects JSON in each."""
    from search_app.web.runtime.logs import LogStream, logging_config  # noqa: PLC0415  as above

    logging.config.dictConfig(logging_config(settings.log_format))
    err.file = cast(IO[str], LogStream(log))


def _build_if_stale(settings: Settings, *, allow_shrink: bool = False) -> None:
    """Build if the index is stale; serve the last published generation if terms are missing, faulty or mostly gone.

    Raises:
        ContentError: the terms have faults, and nothing was published before.
    """
    try:
        if not settings.terms.exists():
            err.print(f"No terms at {settings.terms}; serving what is published.", markup=False)
        elif is_stale(settings.terms, settings.index):
            print_report(publish(settings, allow_shrink=allow_shrink))
    except ShrinkRefused as error:
        Engine.open(settings.index).close()
        err.print(f"{error} Serving what was published before.", markup=False)
    except ContentError as error:
        try:
            Engine.open(settings.index).close()
        except IndexUnavailable:
            raise error from None
        print_faults(error.faults)
        err.print(f"{error} Serving what was published before.", markup=False)


def _prepare_database(settings: Settings) -> None:
    """Create or migrate the analytics database; the glossary is served without it if that fails."""
    from search_app.analytics.storage.database import Database  # noqa: PLC0415  other commands start faster without it

    try:
        Database(settings.database_url).prepare()
    except DatabaseUnavailable:
        err.print("The analytics database cannot be used; serving without it.", markup=False)


def _start_watcher(settings: Settings, *, allow_shrink: bool) -> subprocess.Popen[bytes]:
    """Start `glossary build --watch` as a process, because gunicorn forks and threads do not survive a fork."""
    command = [sys.executable, "-m", "search_app", "build", "--watch", *["--allow-shrink"] * allow_shrink]
    return subprocess.Popen([*command, "--terms", str(settings.terms), "--index", str(settings.index)])  # noqa: S603
