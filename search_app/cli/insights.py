"""`glossary insights`."""

from __future__ import annotations

from pathlib import Path

import click

from search_app.analytics.reporting.export import advice, as_csv, as_json, as_text
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.term_patch import patch
from search_app.cli.console import INDEX, in_language
from search_app.config import load_settings
from search_app.search.back_ends import open_by_settings
from search_app.search.nearest import NearestTerms

FORMATS = {"text": as_text, "json": as_json, "csv": as_csv}
MAX_DAYS = 3650


@click.command()
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, MAX_DAYS), help="How far to look back.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--suggest", is_flag=True, help="Print the lines to add to terms, as a patch for `git apply`.")
@click.option("--lang", metavar="CODE", help="Language of the glossary, such as es; all by default.")
@click.option("--terms", metavar="PATH", help="Folder of term files.")
@INDEX
def insights(days: int, form: str, suggest: bool, lang: str | None, terms: str | None, index: str | None) -> None:
    """Print what people searched for, what they missed, and what did not help."""
    from search_app.analytics.reporting.report import report  # noqa: PLC0415  other commands start faster without
    from search_app.analytics.storage.database import Database  # noqa: PLC0415  SQLAlchemy

    settings = load_settings(terms=terms, index=index)
    engine = open_by_settings(settings)
    language = in_language(engine, lang).language if lang else ""
    found = report(Database(settings.database_url), NearestTerms.by_language(engine), days, language)
    if suggest:
        _print_patch(found, settings.terms)
    else:
        click.echo(FORMATS[form](found).rstrip())


def _print_patch(found: Report, terms: Path) -> None:
    """Print a patch of the suggested fixes, with a comment on each; exit 1 if there is none."""
    fixable = [(missed, missed.fix) for missed in found.missed if missed.fix]
    text, left_out = patch(terms, [fix for _, fix in fixable])
    for missed, _ in fixable if text else ():  # `git apply` ignores lines before the first file
        click.echo(f"# {missed.label!r}, {missed.searches} searches: {advice(missed)}")
    click.echo(text, nl=False)
    for fix in left_out:
        reason = "it is there, taken, or the list cannot be edited"
        click.echo(f"Left out: {fix.text!r} for {fix.key} of {fix.slug}; {reason}.", err=True)
    if not text:
        click.echo("There is nothing to suggest.", err=True)
        raise SystemExit(1)
