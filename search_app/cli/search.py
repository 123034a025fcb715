"""`glossary search`."""

from __future__ import annotations

import click

from search_app.cli.console import AS_JSON, INDEX, open_engine, print_json
from search_app.search import SearchRequest
from search_app.search.results.model import Hit


@click.command()
@click.argument("query")
@click.option("--category", "categories", multiple=True, help="Slug of a category; several may be given.")
@click.option("--exact", is_flag=True, help="Without spelling help.")
@INDEX
@AS_JSON
def search(query: str, categories: tuple[str, ...], exact: bool, index: str | None, as_json: bool) -> None:
    """Search the published glossary: words, "phrases", -word, OR, word*, and fields such as name: and misuse:."""
    engine = open_engine(index)
    known = [category.slug for category in engine.site.categories]
    for category in categories:
        if category not in known:
            raise click.BadParameter(f"there is no category {category!r}; there are {', '.join(known)}.")
    page = engine.search(SearchRequest(q=query, categories=categories, exact=exact))
    if as_json:
        print_json(page.to_dict())
    else:
        if page.correction:
            to = page.correction.to
            click.echo(f"Showing results for {to}." if page.correction.applied else f"Did you mean {to}?")
        for number, hit in enumerate(page.hits, 1):
            click.echo(f"{number:2}. {hit.name}  ({hit.slug}; {_reason(hit)})")
        click.echo(f"{page.total} found in {page.took_ms} ms.")
    if not page.total:
        raise SystemExit(1)


def _reason(hit: Hit) -> str:
    """Return the field that matched, with its text where that is not one of the term."""
    field, text = hit.matched.field, hit.matched.text
    return f"{field}: {text}" if field in ("vocabulary", "synonym") else field or "listed"
