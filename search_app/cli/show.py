"""`glossary show`."""

from __future__ import annotations

import click

from search_app.cli.console import INDEX, LANGUAGE, open_engine
from search_app.errors import NotFound


@click.command()
@click.argument("slug")
@LANGUAGE
@INDEX
def show(slug: str, lang: str | None, index: str | None) -> None:
    """Print a term as it is published."""
    engine = open_engine(index, lang)
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
