"""`glossary export`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_app.cli.console import TERMS
from search_app.cli.exchange import DEFAULT_ORIGIN, FORMAT, counted
from search_app.config import load_settings
from search_app.glossary.source import Glossary, read_glossary
from search_app.glossary.transfer.reading import writer_of
from search_app.glossary.transfer.writing import replaced_file


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@TERMS
@FORMAT
@click.option(
    "--lang", default="", metavar="CODE", help="Language of the terms, such as es; otherwise the default one."
)
def export(file: Path, terms: str | None, form: str | None, lang: str) -> None:
    """Write the terms to FILE in the format of its suffix; - is standard output."""
    settings = load_settings(terms=terms)
    write = writer_of(file, form or "")
    glossary = _in_language(read_glossary(settings.terms).sound(), lang)
    origin = settings.base_url or DEFAULT_ORIGIN
    if str(file) == "-":
        write(glossary, sys.stdout.buffer, origin)
        return
    with replaced_file(file) as out:
        write(glossary, out, origin)
    click.echo(f"{file}: {counted(len(glossary.terms), 'term')}.")


def _in_language(glossary: Glossary, code: str) -> Glossary:
    languages = {each.site.language: each for each in (glossary, *glossary.translations)}
    if code and code not in languages:
        raise click.BadParameter(f"there are no terms in {code!r}; the languages are {', '.join(languages)}.")
    return languages[code] if code else glossary
