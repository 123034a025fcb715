"""`glossary check`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from search_app.cli.console import TABLE_WIDTH, TERMS, err, out
from search_app.config import load_settings
from search_app.glossary.files import term_files, translation_files
from search_app.glossary.formats.house_style import in_house_style
from search_app.glossary.review import Review, review, review_bulk, with_translations
from search_app.glossary.review.report import as_github, as_json, as_text, measure_summary, measure_table
from search_app.glossary.review.standards import standard_of
from search_app.glossary.source import Glossary, read_glossary
from search_app.language.languages import language_of


@click.command()
@TERMS
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--strict",
    is_flag=True,
    help="Warnings are errors too, and there are more of them: on the variety of the whole glossary.",
)
@click.option(
    "--fix", is_flag=True, help="First rewrite front matter in the house style: a long list has one item a line."
)
@click.option("--stats", is_flag=True, help="Also print each term's grade, words and links.")
def check(terms: str | None, form: str, strict: bool, fix: bool, stats: bool) -> None:
    """Check every term and print faults and warnings, as path:line: the problem and how to fix it."""
    settings = load_settings(terms=terms)
    if fix:
        _fix(settings.terms)
    read = read_glossary(settings.terms)
    if stats and (form == "github" or not settings.terms.is_dir()):
        raise click.UsageError("--stats measures a folder of term files, and prints text or JSON.")
    if not settings.terms.is_dir():
        reviewed = review_bulk(read.terms)
    else:
        reviewed = review(
            read.terms,
            read.faults,
            today=date.today(),
            months=settings.review_months,
            language=language_of(read.site.language),
            agencies=read.site.agencies,
            strict=strict,
        )
        reviewed = with_translations(reviewed, read, strict=strict)
    if form == "json":
        click.echo(as_json(len(read.terms), read.faults, reviewed, stats=stats))
    elif form == "github":
        _print_lines(as_github(read.faults, reviewed, strict=strict))
    else:
        _print_text(read, reviewed, strict=strict, stats=stats)
    if read.faults or (strict and reviewed.remarks):
        raise SystemExit(1)


def _fix(folder: Path) -> None:
    """Rewrite the front matter of term files, each in one step; the text below it stays byte for byte."""
    if not folder.is_dir():
        raise click.UsageError("--fix rewrites a folder of term files.")
    for file in (*term_files(folder), *translation_files(folder)):
        raw = file.read_bytes()
        with suppress(UnicodeDecodeError):  # `check` reports it
            rewritten = in_house_style(raw.decode()).encode()
            if rewritten != raw:
                _replace(file.resolve(), rewritten)
                err.print(f"{file.relative_to(folder.parent)}: front matter rewritten.", markup=False)


def _replace(file: Path, content: bytes) -> None:
    """Replace a file, its permissions kept: whoever reads it meanwhile sees the old or the new one."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(content)
        shutil.copymode(file, fresh)
        fresh.replace(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        fresh.unlink(missing_ok=True)


def _print_text(read: Glossary, reviewed: Review, *, strict: bool, stats: bool) -> None:
    measured = {read.site.language: reviewed.measures, **reviewed.translations} if stats else {}
    for code, measures in measured.items():
        Console(width=max(out.width, TABLE_WIDTH)).print(measure_table(measures, standard_of(code).scale))
    _print_lines(as_text(read.faults, reviewed, strict=strict))
    for code, measures in measured.items():
        click.echo(measure_summary(measures, standard_of(code).scale))
    counts = {"term": len(read.terms), "fault": len(read.faults), "warning": len(reviewed.remarks)}
    click.echo(", ".join(f"{count} {thing}{'s' * (count != 1)}" for thing, count in counts.items()) + ".")


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
