"""`glossary build`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from search_app.cli.console import ALLOW_SHRINK, INDEX, TERMS, err, print_faults
from search_app.config import Settings, load_settings
from search_app.errors import ContentError, GlossaryError, TextsUnavailable
from search_app.search import BuildReport, build, is_stale
from search_app.search.back_ends import cluster_of
from search_app.search.live import FIRST_PAUSE, Retry

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
    """Build a generation, with progress bars on standard error, and publish it.

    Raises:
        SettingError: a cluster refuses the password or is of another version; nothing was built.
        TextsUnavailable: the generation was built, and the cluster does not take it.
    """
    if cluster := cluster_of(settings):
        with suppress(TextsUnavailable):  # it may be back when the generation is built
            cluster.check()
    with _progress() as show:
        report = build(settings.terms, settings.index, full=full, allow_shrink=allow_shrink, progress=show)
    publish_built(settings)
    return report


def publish_built(settings: Settings) -> None:
    """Publish the generation that was built last in the cluster of the settings, if there is one and it has another.

    Raises:
        TextsUnavailable: the cluster cannot be read or written; what was published before is served.
    """
    cluster = cluster_of(settings)
    if cluster is None:
        return
    from search_app.search.indexer.opensearch_publisher import is_published, publish_in_cluster  # noqa: PLC0415  extra

    if not is_published(cluster, settings.index):
        with _progress() as show:
            publish_in_cluster(cluster, settings.index, show)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done)

        yield show


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
    started, upload = False, Retry(FIRST_PAUSE)
    for changes in watch(folder, debounce=40, step=10, rust_timeout=100, yield_on_timeout=True, raise_interrupt=False):
        if os.getppid() != parent:
            return
        if (
            changes or not started or (upload.problem and upload.is_due())
        ):  # the first turn publishes what was saved before
            upload.report(_publish_if_stale(settings, allow_shrink=allow_shrink))
        started = True


def _publish_if_stale(settings: Settings, *, allow_shrink: bool) -> str:
    """Publish if the terms changed, or if the cluster does not have what was built.

    Errors are printed, since the watch goes on and the next save may fix them. Returns why it has to be tried again
    without a save; mostly nothing.
    """
    try:
        if is_stale(settings.terms, settings.index):
            print_report(publish(settings, allow_shrink=allow_shrink))
        else:
            publish_built(settings)
    except TextsUnavailable as error:
        err.print(f"{error} It is tried again.", markup=False)
        return str(error)
    except ContentError as error:
        print_faults(error.faults)
        err.print(str(error), markup=False)
    except GlossaryError as error:
        err.print(str(error), markup=False)
    return ""
