"""`glossary new`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import click

from search_app.cli.console import TERMS
from search_app.config import load_settings
from search_app.glossary.formats.values import LIST_KEYS
from search_app.glossary.naming import name_key, slug_of
from search_app.glossary.source import Glossary, read_glossary


@click.command()
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
    slug = slug_of(name)
    if not slug:
        raise click.BadParameter("the name needs a letter or a digit.")
    if taken := _taken(name, slug, read):
        raise click.BadParameter(f"{name!r} is taken by {taken}.")
    file = folder / category / f"{slug}.md"
    file.parent.mkdir(exist_ok=True)
    with file.open("x", encoding="utf-8") as draft:
        draft.write(_draft(name, read.site.required))
    click.echo(file)


def _taken(name: str, slug: str, read: Glossary) -> str | None:
    """Return the file of the term that already has this name, alias or slug."""
    for term in read.terms:
        if term.slug == slug or name_key(name) in map(name_key, (term.name, *term.aliases)):
            return term.origin.path
    return None


def _draft(name: str, headings: Sequence[str]) -> str:
    """Return a term file with the usual keys and the required sections; `glossary check` fails on each empty one."""
    lists = [f"{key}: []" for key in LIST_KEYS]
    today = f"updated: {date.today().isoformat()}"
    head = "\n".join(["---", f"name: {json.dumps(name, ensure_ascii=False)}", *lists, today, "---", "", ""])
    return head + "\n".join(f"## {title}\n" for title in headings)
