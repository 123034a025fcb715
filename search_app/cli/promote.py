"""`glossary promote`."""

from __future__ import annotations

from pathlib import Path

import click

from search_app.cli.console import INDEX, LANGUAGE, in_language
from search_app.config import Settings, load_settings
from search_app.errors import NotFound
from search_app.evaluation.relevance_tests import add_relevance_test, tests_in
from search_app.search import SearchRequest
from search_app.search.back_ends import open_by_settings
from search_app.search.request import MAX_PER_PAGE


@click.command()
@click.argument("query")
@click.option("--term", metavar="SLUG", help="The term it must find; by default the one opened most after QUERY.")
@click.option(
    "--file",
    type=click.Path(path_type=Path),
    show_default="the setting GLOSSARY_RELEVANCE",
    help="File of relevance tests.",
)
@LANGUAGE
@INDEX
def promote(query: str, term: str | None, file: Path | None, lang: str | None, index: str | None) -> None:
    """Make a result that visitors opened a relevance test: QUERY must find it as well as it does today."""
    settings = load_settings(index=index)
    engine = in_language(open_by_settings(settings), lang)
    slug = term or _most_opened(query, engine.language, settings)
    engine.entry(slug)
    asked = SearchRequest(q=query, per_page=MAX_PER_PAGE)
    slugs = [hit.slug for hit in engine.search(asked).hits]
    if slug not in slugs:
        raise NotFound(f"{query!r} does not find {slug} today; fix that first, or name another --term.")
    tests = file or tests_in(settings.relevance, engine)
    click.echo(f"{tests}: {add_relevance_test(tests, asked.q, slug, slugs.index(slug) + 1)}")


def _most_opened(query: str, language: str, settings: Settings) -> str:
    """Return the slug that visitors opened most after a search for `query` in a language.

    Raises:
        NotFound: no result of it was opened.
    """
    from search_app.analytics.reporting.search_statistics import most_opened  # noqa: PLC0415  other commands start
    from search_app.analytics.storage.database import Database  # noqa: PLC0415  faster without SQLAlchemy

    opened = most_opened(Database(settings.database_url), query, language)
    if not opened:
        raise NotFound(f"Nobody opened a result of {query!r}; name the term with --term.")
    return opened[0][0]
