"""`glossary suggest`."""

from __future__ import annotations

import click

from search_app.cli.console import AS_JSON, INDEX, LANGUAGE, open_engine, print_json


@click.command()
@click.argument("prefix")
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 20))
@LANGUAGE
@INDEX
@AS_JSON
def suggest(prefix: str, limit: int, lang: str | None, index: str | None, as_json: bool) -> None:
    """Complete or answer what was typed so far."""
    found = open_engine(index, lang).suggest(prefix, limit)
    if as_json:
        print_json({"query": prefix, "suggestions": [suggestion.to_dict() for suggestion in found]})
    else:
        for suggestion in found:
            click.echo(f"{suggestion.name}  ({suggestion.slug}; {suggestion.matched.field}: {suggestion.matched.text})")
            click.echo(f"    {suggestion.category_name + ': ' if suggestion.category_name else ''}{suggestion.summary}")
    if not found:
        raise SystemExit(1)
