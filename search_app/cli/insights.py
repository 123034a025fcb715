"""The commands by which editors act on what visitors tell us."""

from __future__ import annotations

from pathlib import Path

import click

from search_app.config import Settings, load_settings
from search_app.errors import NotFound
from search_app.evaluation.relevance_tests import RELEVANCE_TESTS, add_relevance_test
from search_app.search import Engine, SearchRequest
from search_app.search.nearest import NearestTerms
from search_app.search.request import MAX_PER_PAGE

FORMATS = ("text", "json", "csv")
MAX_DAYS = 3650


@click.command()
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, MAX_DAYS), help="How far to look back.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--suggest", is_flag=True, help="Print the lines to add to terms, as a patch for `git apply`.")
@click.option("--terms", metavar="PATH", help="Folder of term files.")
@click.option("--index", metavar="DIR", help="Folder of index generations.")
def insights(days: int, form: str, suggest: bool, terms: str | None, index: str | None) -> None:
    """Print what people searched for, what they missed, and what did not help."""
    from search_app.analytics.reporting import export as printed  # noqa: PLC0415  other commands start faster without the database
    from search_app.analytics.reporting.report import report  # noqa: PLC0415
    from search_app.analytics.reporting.term_patch import patch  # noqa: PLC0415
    from search_app.analytics.storage.database import Database  # noqa: PLC0415

    settings = load_settings(terms=terms, index=index)
    found = report(Database(settings.database_url), NearestTerms(Engine.open(settings.index)), days)
    if not suggest:
        write = {"text": printed.as_text, "json": printed.as_json, "csv": printed.as_csv}[form]
        click.echo(write(found).rstrip())
        return
    mended = [missed for missed in found.missed if missed.fix]
    text, left = patch(settings.terms, [missed.fix for missed in mended if missed.fix])
    for missed in mended if text else ():  # `git apply` passes over what stands before the first file
        click.echo(f"# {missed.label!r}, {missed.searches} searches: {printed.advice(missed)}")
    click.echo(text, nl=False)
    for mend in left:
        click.echo(
            f"Left out: {mend.text!r} for {mend.key} of {mend.slug}; it is there, taken, or the list cannot be edited.",
            err=True,
        )
    if not text:
        click.echo("There is nothing to suggest.", err=True)
        raise SystemExit(1)


@click.command()
@click.argument("query")
@click.option("--term", metavar="SLUG", help="The term it must find; by default the one opened most after QUERY.")
@click.option(
    "--file", type=click.Path(path_type=Path), default=RELEVANCE_TESTS, show_default=True, help="The golden queries."
)
@click.option("--index", metavar="DIR", help="Folder of index generations.")
def promote(query: str, term: str | None, file: Path, index: str | None) -> None:
    """Make a result that visitors opened one of the golden queries: QUERY must find it as well as it does today."""
    settings = load_settings(index=index)
    engine = Engine.open(settings.index)
    slug = term or _opened_after(query, settings)
    engine.entry(slug)
    asked = SearchRequest(q=query, per_page=MAX_PER_PAGE)
    slugs = [hit.slug for hit in engine.search(asked).hits]
    if slug not in slugs:
        raise NotFound(f"{query!r} does not find {slug} today; mend that first, or name another --term.")
    click.echo(f"{file}: {add_relevance_test(file, asked.q, slug, slugs.index(slug) + 1)}")


def _opened_after(query: str, settings: Settings) -> str:
    from search_app.analytics.reporting.search_statistics import most_opened  # noqa: PLC0415
    from search_app.analytics.storage.database import Database  # noqa: PLC0415  as above

    opened = most_opened(Database(settings.database_url), query)
    if not opened:
        raise NotFound(f"Nobody opened a result of {query!r}; name the term with --term.")
    return opened[0][0]
