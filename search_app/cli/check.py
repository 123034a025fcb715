"""`glossary check`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click
from rich.console import Console

from search_app.cli.console import TABLE_WIDTH, TERMS, out
from search_app.config import load_settings
from search_app.glossary.review import Review, review
from search_app.glossary.review.report import as_github, as_json, as_text, measure_summary, measure_table
from search_app.glossary.source import Glossary, read_glossary


@click.command()
@TERMS
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings are errors too.")
@click.option("--stats", is_flag=True, help="Also print each term's grade, words and links.")
def check(terms: str | None, form: str, strict: bool, stats: bool) -> None:
    """Check every term and print faults and warnings, as path:line: the problem and how to fix it."""
    settings = load_settings(terms=terms)
    read = read_glossary(settings.terms)
    if stats and (form == "github" or not settings.terms.is_dir()):
        raise click.UsageError("--stats measures a folder of term files, and prints text or JSON.")
    reviewed = Review()
    if settings.terms.is_dir():
        reviewed = review(read.terms, read.faults, today=date.today(), months=settings.review_months)
    if form == "json":
        click.echo(as_json(len(read.terms), read.faults, reviewed, stats=stats))
    elif form == "github":
        _print_lines(as_github(read.faults, reviewed, strict=strict))
    else:
        _print_text(read, reviewed, strict=strict, stats=stats)
    if read.faults or (strict and reviewed.remarks):
        raise SystemExit(1)


def _print_text(read: Glossary, reviewed: Review, *, strict: bool, stats: bool) -> None:
    if stats:
        Console(width=max(out.width, TABLE_WIDTH)).print(measure_table(reviewed.measures))
    _print_lines(as_text(read.faults, reviewed, strict=strict))
    if stats:
        click.echo(measure_summary(reviewed.measures))
    counts = {"term": len(read.terms), "fault": len(read.faults), "warning": len(reviewed.remarks)}
    click.echo(", ".join(f"{count} {thing}{'s' * (count != 1)}" for thing, count in counts.items()) + ".")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
