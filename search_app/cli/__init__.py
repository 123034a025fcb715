"""The `glossary` command. Exit codes: 0 fine, 1 the content or the answer is not, 2 wrong usage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from search_app.cli.insights import insights, promote
from search_app.config import SETTINGS, Settings, load_settings
from search_app.errors import ContentError, DatabaseUnavailable, GlossaryError, IndexUnavailable, NotFound
from search_app.evaluation.relevance_tests import RELEVANCE_TESTS, read_relevance_tests, run
from search_app.glossary.formats.markdown import HEADINGS, LIST_KEYS
from search_app.glossary.naming import name_key, slugify
from search_app.glossary.review import Review, review
from search_app.glossary.review.report import as_github, as_json, as_text, measure_summary, measure_table
from search_app.glossary.source import Glossary, read_glossary
from search_app.search import BuildReport, Engine, SearchRequest, build, is_stale, open_previous

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

TERMS = click.option("--terms", metavar="PATH", help="Folder of term files, or one .jsonl file.")
INDEX = click.option("--index", metavar="DIR", help="Folder of index generations.")
TABLE_WIDTH = 120  # a table in a pipe needs one
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the API's JSON.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="commerceguard-glossary", prog_name="glossary")
def glossary() -> None:
    """A search-first glossary: write terms, check and publish them, search and serve them."""


def main() -> NoReturn:
    """Run the command; an error that was foreseen is one sentence on standard error, never a traceback."""
    try:
        glossary(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except ContentError as error:
        _print_faults(error.faults)
        err.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except GlossaryError as error:
        err.print(str(error), markup=False)
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `glossary ... | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(0)


# Publishing


@glossary.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 256))
@click.option("--dev", is_flag=True, help="Watch the terms and publish on save.")
@TERMS
@INDEX
def serve(host: str, port: int, workers: int, threads: int, dev: bool, terms: str | None, index: str | None) -> None:
    """Build the index if it is missing or older than the terms, then serve it with gunicorn."""
    from search_app.web.server import Server  # noqa: PLC0415  other commands start faster without the web

    settings = load_settings(terms=terms, index=index)
    _build_if_stale(settings)
    _prepare_database(settings)
    shown = f"[{host}]" if ":" in host else host
    err.print(f"Serving the glossary at http://{shown}:{port}  (Ctrl+C stops it)", markup=False)
    server = Server(settings, bind=f"{shown}:{port}", workers=workers, threads=threads)
    watcher = _start_watcher(settings) if dev else None
    try:
        server.run()
    finally:
        if watcher:
            watcher.terminate()
            watcher.wait()


def _build_if_stale(settings: Settings) -> None:
    """Build when needed; faulty or absent terms are told, and what was published is served."""
    try:
        if not settings.terms.exists():
            err.print(f"No terms at {settings.terms}; serving what is published.", markup=False)
        elif is_stale(settings.terms, settings.index):
            _print_report(_build(settings))
    except ContentError as error:
        try:
            Engine.open(settings.index).close()
        except IndexUnavailable:
            raise error from None
        _print_faults(error.faults)
        err.print(f"{error} Serving what was published before.", markup=False)


def _prepare_database(settings: Settings) -> None:
    """Bring the tables of what visitors tell us up to date; without them the glossary is served all the same."""
    from search_app.analytics.storage.database import Database  # noqa: PLC0415  other commands start faster without it

    try:
        Database(settings.database_url).prepare()
    except DatabaseUnavailable:
        err.print("The database of what visitors tell us cannot be used; serving without it.", markup=False)


def _start_watcher(settings: Settings) -> subprocess.Popen[bytes]:
    """Start `glossary build --watch` in a process of its own: gunicorn forks, and threads do not survive that."""
    command = [sys.executable, "-m", "search_app", "build", "--watch"]
    return subprocess.Popen([*command, "--terms", str(settings.terms), "--index", str(settings.index)])  # noqa: S603


@glossary.command("build")
@TERMS
@INDEX
@click.option("--full", is_flag=True, help="Render every term anew.")
@click.option("--watch", is_flag=True, help="Stay, and publish whenever a term is saved.")
def build_command(terms: str | None, index: str | None, full: bool, watch: bool) -> None:
    """Check the terms and publish them as a new index generation."""
    settings = load_settings(terms=terms, index=index)
    if watch:
        _watch(settings)
    else:
        _print_report(_build(settings, full=full))


def _build(settings: Settings, *, full: bool = False) -> BuildReport:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(doing: str, done: int, total: int) -> None:
            if doing not in tasks:
                tasks[doing] = bars.add_task(doing, total=total)
            bars.update(tasks[doing], completed=done)

        return build(settings.terms, settings.index, full=full, progress=show)


def _print_report(report: BuildReport) -> None:
    manifest = report.manifest
    err.print(f"Published generation {manifest.generation}: {manifest.terms} terms.", markup=False)
    for label, slugs in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        if slugs:
            more = f" and {len(slugs) - 10} more" if len(slugs) > 10 else ""
            err.print(f"  {label}: {', '.join(slugs[:10])}{more}", markup=False)


def _watch(settings: Settings) -> None:
    """Publish whenever something under the terms is saved; ends when the process that started it has gone."""
    from watchfiles import watch  # noqa: PLC0415  only here

    parent = os.getppid()
    folder = settings.terms if settings.terms.is_dir() else settings.terms.parent
    err.print(f"Watching {folder} for changes.", markup=False)
    started = False
    for changes in watch(folder, debounce=40, step=10, rust_timeout=100, yield_on_timeout=True, raise_interrupt=False):
        if os.getppid() != parent:
            return
        try:
            if (changes or not started) and is_stale(settings.terms, settings.index):  # saved before we watched
                _print_report(_build(settings))
        except ContentError as error:
            _print_faults(error.faults)
            err.print(str(error), markup=False)
        except GlossaryError as error:
            err.print(str(error), markup=False)
        started = True


# Writing terms


@glossary.command()
@TERMS
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings are errors too.")
@click.option("--stats", is_flag=True, help="Also print each term's grade, words and links.")
def check(terms: str | None, form: str, strict: bool, stats: bool) -> None:
    """Read every term and print what is wrong or could be better, as path:line: what and how to mend it."""
    settings = load_settings(terms=terms)
    read = read_glossary(settings.terms)
    if stats and (form == "github" or not settings.terms.is_dir()):
        raise click.UsageError("--stats measures a folder of term files, and prints text or JSON.")
    reviewed = _review(settings, read) if settings.terms.is_dir() else Review()
    if form == "json":
        click.echo(as_json(len(read.terms), read.faults, reviewed, stats=stats))
    else:
        if stats:
            Console(width=max(out.width, TABLE_WIDTH)).print(measure_table(reviewed.measures))
        for line in (as_github if form == "github" else as_text)(read.faults, reviewed, strict=strict):
            click.echo(line)
    if form == "text":
        if stats:
            click.echo(measure_summary(reviewed.measures))
        click.echo(f"{len(read.terms)} terms, {len(read.faults)} faults, {len(reviewed.remarks)} warnings.")
    if read.faults or (strict and reviewed.remarks):
        raise SystemExit(1)


def _review(settings: Settings, read: Glossary) -> Review:
    return review(read.terms, read.faults, today=date.today(), months=settings.review_months)


def _print_faults(faults: Sequence[object]) -> None:
    for fault in faults:
        click.echo(str(fault))


@glossary.command()
@click.argument("name")
@click.option("--category", required=True, help="Slug of the primary category.")
@TERMS
def new(name: str, category: str, terms: str | None) -> None:
    """Start a term: write a file with every section, ready to be filled in."""
    folder = load_settings(terms=terms).terms
    read = read_glossary(folder)
    known = [each.slug for each in read.site.categories]
    if not folder.is_dir():
        raise click.UsageError(f"{folder} is not a folder of term files.")
    if category not in known:
        raise click.BadParameter(f"there is no category {category!r}; there are {', '.join(known)}.")
    slug = slugify(name)
    if not slug:
        raise click.BadParameter("the name needs a letter or a digit.")
    if taken := _taken(name, slug, read):
        raise click.BadParameter(f"{name!r} is taken by {taken}.")
    file = folder / category / f"{slug}.md"
    file.parent.mkdir(exist_ok=True)
    with file.open("x", encoding="utf-8") as fresh:
        fresh.write(_draft(name))
    click.echo(file)


def _taken(name: str, slug: str, read: Glossary) -> str | None:
    """Return the file of the term that has this name, alias or slug already."""
    for term in read.terms:
        if term.slug == slug or name_key(name) in map(name_key, (term.name, *term.aliases)):
            return term.origin.path
    return None


def _draft(name: str) -> str:
    """Return a file with every key and section; the empty ones fail `glossary check` until they are written."""
    lists = [f"{key}: []" for key in LIST_KEYS]
    today = f"updated: {date.today().isoformat()}"
    head = "\n".join(["---", f"name: {json.dumps(name, ensure_ascii=False)}", *lists, today, "---", "", ""])
    return head + "\n".join(f"## {title}\n" for title in HEADINGS)


# Asking


@glossary.command()
@click.argument("query")
@click.option("--category", "categories", multiple=True, help="Slug of a category; several may be given.")
@click.option("--exact", is_flag=True, help="Without spelling help.")
@INDEX
@AS_JSON
def search(query: str, categories: tuple[str, ...], exact: bool, index: str | None, as_json: bool) -> None:
    """Search the published glossary."""
    engine = _open(index)
    known = [category.slug for category in engine.site.categories]
    for category in categories:
        if category not in known:
            raise click.BadParameter(f"there is no category {category!r}; there are {', '.join(known)}.")
    page = engine.search(SearchRequest(q=query, categories=categories, exact=exact))
    if as_json:
        _print_json(page.to_dict())
    else:
        if page.correction:
            click.echo(f"Showing results for {page.correction.to}.")
        for number, hit in enumerate(page.hits, 1):
            click.echo(f"{number:2}. {hit.name}  ({hit.slug}; {hit.matched.field or 'listed'})")
        click.echo(f"{page.total} found in {page.took_ms} ms.")
    if not page.total:
        raise SystemExit(1)


@glossary.command()
@click.argument("prefix")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 20))
@INDEX
@AS_JSON
def suggest(prefix: str, limit: int, index: str | None, as_json: bool) -> None:
    """Complete what was typed so far."""
    found = _open(index).suggest(prefix, limit)
    if as_json:
        _print_json({"query": prefix, "suggestions": [suggestion.to_dict() for suggestion in found]})
    else:
        for suggestion in found:
            click.echo(f"{suggestion.name}  ({suggestion.slug}; {suggestion.matched.field}: {suggestion.matched.text})")
    if not found:
        raise SystemExit(1)


@glossary.command()
@click.argument("slug")
@INDEX
def show(slug: str, index: str | None) -> None:
    """Print a term as it is published."""
    engine = _open(index)
    try:
        entry = engine.entry(slug)
    except NotFound:
        entry = engine.entry(engine.redirect(slug) or slug)
    click.echo(entry.name)
    click.echo(f"{', '.join(entry.categories)} · updated {entry.updated or 'unknown'}")
    if entry.aliases:
        click.echo(f"Also called {', '.join(entry.aliases)}")
    for passage in entry.passages:
        click.echo(f"\n{passage.title}\n{passage.markdown}")
    click.echo(f"\nRelated: {', '.join(related.slug for related in engine.related(entry.slug))}")


@glossary.command()
@click.argument("file", type=click.Path(path_type=Path), default=RELEVANCE_TESTS)
@INDEX
def golden(file: Path, index: str | None) -> None:
    """Run the editors' relevance tests in FILE, and print what moved since the generation before."""
    lines = read_relevance_tests(file)
    folder = load_settings(index=index).index
    outcomes = run(Engine.open(folder), lines)
    before = (
        {outcome.golden: outcome for outcome in run(previous, lines)} if (previous := open_previous(folder)) else {}
    )
    for outcome in outcomes:
        was = before.get(outcome.golden, outcome).found
        if was != outcome.found:
            click.echo(f"moved: {outcome.golden.query!r} from {was or 'nowhere'} to {outcome.found or 'nowhere'}")
    failed = [outcome for outcome in outcomes if not outcome.passed]
    for outcome in failed:
        click.echo(str(outcome))
    click.echo(f"{len(outcomes) - len(failed)} of {len(outcomes)} queries find what they should.")
    if failed:
        raise SystemExit(1)


def _open(index: str | None) -> Engine:
    return Engine.open(load_settings(index=index).index)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


# The house itself


@glossary.command("settings")
@TERMS
@INDEX
def settings_command(terms: str | None, index: str | None) -> None:
    """Print every setting, its value and where it came from."""
    settings = load_settings(terms=terms, index=index)
    table = Table("Setting", "Value", "From", "What it is", box=None)
    for setting in SETTINGS:
        shown = setting.shown(getattr(settings, setting.name))
        table.add_row(setting.variable, shown, settings.sources[setting.name], setting.help)
    out.print(table)


# What visitors tell us

glossary.add_command(insights)
glossary.add_command(promote)


if __name__ == "__main__":
    main()
