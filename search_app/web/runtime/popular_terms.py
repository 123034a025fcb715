"""The most popular terms, for pages and frames that have no query to answer."""

from __future__ import annotations

from collections.abc import Sequence

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine


def popular_terms(engine: Engine, limit: int, categories: Sequence[str] = ()) -> list[Entry]:
    """Return up to `limit` terms of any of `categories` (default: all), those that most other terms link to first."""
    return [engine.entry(term.slug) for term in engine.popular(limit, categories)]
