"""`glossary search`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from search_app.cli.console import AS_JSON, INDEX, LANGUAGE, open_engine, print_json
from search_app.search import Confidence, Hit, SearchPage, SearchRequest
from search_app.search.results.reasons import reason


@click.command()
@click.argument("query")
@click.option("--category", "categories", multiple=True, help="Slug of a category; several may be given.")
@click.option("--exact", is_flag=True, help="Without spelling help.")
@click.option("--all", "every", is_flag=True, help="With terms that only mention some of the words.")
@LANGUAGE
@INDEX
@AS_JSON
def search(
    query: str,
    categories: tuple[str, ...],
    exact: bool,
    every: bool,
    lang: str | None,
    index: str | None,
    as_json: bool,
) -> None:
    """Search the published glossary: words, "phrases", -word, OR, word*, and fields such as name: and misuse:."""
    engine = open_engine(index, lang)
    known = [category.slug for category in engine.site.categories]
    for category in categories:
        if category not in known:
            raise click.BadParameter(f"there is no category {category!r}; there are {', '.join(known)}.")
    page = engine.search(SearchRequest(q=query, categories=categories, exact=exact, all=every))
    if as_json:
        print_json(page.to_dict())
    else:
        click.echo("\n".join(lines(page)))
    if not page.total:
        raise SystemExit(1)


def lines(page: SearchPage) -> Iterator[str]:
    """Yield the lines that people read."""
    if correction := page.correction:
        yield f"Showing results for {correction.to}." if correction.applied else f"Did you mean {correction.to}?"
    if page.is_weak:
        yield "The glossary may not have this; these terms come nearest:"
    for number, hit in enumerate(page.hits, 1):
        yield from _hit(f"{number:2}. ", hit, best=number == 1 and page.confidence is Confidence.SURE)
    if page.closest:
        yield "Closest in meaning; the words do not appear in these:"
        for hit in page.closest:
            yield from _hit("  - ", hit)
    for other in page.elsewhere:
        yield f"In another language ({other.language}):"
        for hit in other.hits:
            yield from _hit("  - ", hit)
    unfiltered = f", {page.total_unfiltered} in all categories" if page.total_unfiltered > page.total else ""
    yield f"{page.total} found{unfiltered} in {page.took_ms} ms."
    if page.more:
        yield f"{page.more} more {'mentions' if page.more == 1 else 'mention'} some of the words; see --all."


def _hit(start: str, hit: Hit, *, best: bool = False) -> Iterator[str]:
    yield f"{start}{hit.name}  ({hit.slug}{'; best answer' if best else ''})"
    yield from (f"    {text}" for text in (hit.summary, reason(hit)) if text)
