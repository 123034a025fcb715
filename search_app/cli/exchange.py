"""Shared by `glossary import`, `export` and `convert`: their options, and the report of what was read."""

from __future__ import annotations

from collections.abc import Sequence

import click

from search_app.glossary.formats.exchange import ImportResult, ReadOptions
from search_app.glossary.formats.registry import FORMATS

NAMED = 12  # items printed of a list
DEFAULT_ORIGIN = "https://glossary.example.org"

FORMAT = click.option(
    "--format", "form", type=click.Choice([each.name for each in FORMATS]), help="Of the file; by default its suffix."
)
MAP = click.option(
    "--map", "columns", multiple=True, metavar="COLUMN=FIELD",
    help="A column of a table, by its name or number, and the field of a term it is; `ignore` for none; several times.",
)  # fmt: skip
LANG = click.option("--lang", default="", metavar="TAG", help="Language to take of a file with several, such as es.")


def read_options(columns: Sequence[str], language: str) -> ReadOptions:
    """Return the options of an import.

    Raises:
        BadParameter: an item of `columns` is no pair.
    """
    pairs = [text.rpartition("=") for text in columns]
    for text, (column, _, field) in zip(columns, pairs, strict=True):
        if not column or not field:
            raise click.BadParameter(f"{text!r} must be a column, = and a field, such as --map Meaning=definition.")
    return ReadOptions(language, {column.strip(): field.strip() for column, _, field in pairs})


def print_read(name: str, result: ImportResult) -> None:
    """Print what was read of a file, and its faults."""
    click.echo(f"{name}: {counted(len(result.terms), 'term')} read.")
    lines = list(result.report.lines())
    shown = 0
    for line in lines:
        shown = shown + 1 if line.startswith("  ") else 0
        if shown <= NAMED:
            click.echo(line)
        elif shown == NAMED + 1:
            click.echo("  …")
    print_limited("Faults", [str(fault) for fault in result.faults])


def print_limited(heading: str, lines: Sequence[str]) -> None:
    """Print the first lines of a list below its heading, and how many more there are."""
    if lines:
        click.echo(f"{heading}:")
        for line in lines[:NAMED]:
            click.echo(f"  {line}")
        if len(lines) > NAMED:
            click.echo(f"  and {len(lines) - NAMED:,} more.")


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
