"""Where to begin reading: the terms that most others lead to, as long as nothing says which ones readers open most."""

from __future__ import annotations

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine


def popular(serving: Engine, limit: int) -> list[Entry]:
    """Return up to `limit` terms to begin with, the most popular first."""
    return [serving.entry(term.slug) for term in serving.popular(limit)]
