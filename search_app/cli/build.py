"""`glossary build`."""

from __future__ import annotations

import os

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from search_app.cli.console import ALLOW_SHRINK, INDEX, TERMS, err, print_faults
from search_app.config import Settings, load_settings
from search_app.errors import ContentError, GlossaryError
from search_app.search import BuildReport, build, is_stale

NAMED = 10  # terms printed for each kind of change


@click.command("build")
@TERMS
@INDEX
@click.option("--full", is_flag=True, help="Render every term again.")
@click.option("--watch", is_flag=True, help="Stay, and publish whenever a term is saved.")
@ALLOW_SHRINK
def build_command(terms: str | None, index: str | None, full: bool, watch: bool, allow_shrink: bool) -> None:
    """Check the terms and publish them as a new index generation."""
    settings = load_settings(terms=terms, index=index)
    if watch:
        _watch(settings, allow_shrink=allow_shrink)
    else:
        print_report(publish(settings, full=full, allow_shrink=allow_shrink))


def publish(settings: Settings, *, full: bool = False, allow_shrink: bool = False) -> BuildReport:
    """Build a generation, with progress bars on standard error, and publish it."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done)

        return build(settings.terms, settings.index, full=full, allow_shrink=allow_shrink, progress=show)


def print_report(report: BuildReport) -> None:
    """Print the published generation and the terms that changed."""
    manifest = report.manifest
    err.print(f"Published generation {manifest.generation}: {manifest.terms} terms.", markup=False)
    for label, slugs in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        if slugs:
            more = f" and {len(slugs) - NAMED} more" if len(slugs) > NAMED else ""
            err.print(f"  {label}: {', '.join(slugs[:NAMED])}{more}", markup=False)


def _watch(settings: Settings, *, allow_shrink: bool) -> None:
    """Publish whenever a file of the terms is saved, until the parent process ends."""
    from watchfiles import watch  # noqa: PLC0415  needed here only

    parent = os.getppid()
    folder = settings.terms if settings.terms.is_dir() else settings.terms.parent
    err.print(f"Watching {folder} for changes.", markup=False)
    started = False
    for changes in watch(folder, debounce=40, step=10, rust_timeout=100, yield_on_timeout=True, raise_interrupt=False):
        if os.getppid() != parent:
            return
        if changes or not started:  # the first turn publishes terms saved before the watch began
            _publish_if_stale(settings, allow_shrink=allow_shrink)
        started = True


def _publish_if_stale(settings: Settings, *, allow_shrink: bool) -> None:
    """Publish if the terms changed; print errors, since the watch goes on and the next save may fix them."""
    try:
        if is_stale(settings.terms, settings.index):
            print_report(publish(settings, allow_shrink=allow_shrink))
    except ContentError as error:
        print_faults(error.faults)
        err.print(str(error), markup=False)
    except GlossaryError as error:
        err.print(str(error), markup=False)
