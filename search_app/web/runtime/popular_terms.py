"""The most popular terms, for pages and frames that have no query to answer."""

from __future__ import annotations

from collections.abc import Sequence

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation

LISTS = 8  # that a generation keeps; a whole entry takes as long to read as a tenth of a search


def popular_terms(engine: Engine, limit: int, categories: Sequence[str] = ()) -> list[Entry]:
    """Return up to `limit` terms of any of `categories` (default: all), those that most other terms link to first."""
    return list(_popular_terms(engine, limit, tuple(categories)))


@per_generation(maxsize=LISTS)
def _popular_terms(engine: Engine, limit: int, categories: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple([engine.entry(term.slug) for term in engine.popular(limit, categories)])
