"""Shared by the commands: the two consoles, common options, printing, opening the published glossary."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from rich.console import Console

from search_app.config import load_settings
from search_app.search import Engine
from search_app.search.back_ends import open_by_settings

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

TABLE_WIDTH = 120  # columns of a table in a pipe, which has no width of its own

TERMS = click.option("--terms", metavar="PATH", help="Folder of term files, or one .jsonl file.")
ALLOW_SHRINK = click.option(
    "--allow-shrink", is_flag=True, help="Publish less than half as many terms as are published now, even none."
)
INDEX = click.option("--index", metavar="DIR", help="Folder of index generations.")
LANGUAGE = click.option(
    "--lang", metavar="CODE", help="Language of the glossary, such as es; its first one by default."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print the API's JSON.")


def print_faults(faults: Sequence[object]) -> None:
    """Print each fault on a line of standard output."""
    for fault in faults:
        click.echo(str(fault))


def print_json(value: Any) -> None:
    """Print a value as the API sends it, indented."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def open_engine(index: str | None, lang: str | None = None) -> Engine:
    """Open the published glossary in the folder that option and settings name, in a language.

    Raises:
        BadParameter: it is not published in this language.
    """
    return in_language(open_by_settings(load_settings(index=index)), lang)


def in_language(engine: Engine, lang: str | None) -> Engine:
    """Return the engine of a language of the same generation, the default one if `lang` is None.

    Raises:
        BadParameter: the glossary is not published in this language.
    """
    if lang is None:
        return engine
    if lang not in engine.languages:
        known = ", ".join(engine.languages)
        raise click.BadParameter(f"the glossary is not published in {lang!r}; its languages are {known}.")
    return engine.languages[lang]
