"""The published glossary, as the editors' report asks it."""

from __future__ import annotations

from search_app.audience.atlas import Near
from search_app.errors import NotFound
from search_app.search import Engine, SearchRequest
from search_app.search.analysis import STOP_WORDS, words


class EngineAtlas:
    """Answers from an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def nearest(self, query: str) -> Near | None:
        """Return the first result if there is one today, else the term whose name looks most like the query."""
        page = self._engine.search(SearchRequest(query, per_page=1))
        if page.hits:
            return Near(page.hits[0].slug, page.hits[0].name, found=True)
        return Near(page.related[0].slug, page.related[0].name, found=False) if page.related else None

    def stems(self, query: str) -> frozenset[str]:
        return frozenset(word.stem for word in words(query) if word.surface not in STOP_WORDS)

    def name(self, slug: str) -> str:
        try:
            return self._engine.entry(slug).name
        except NotFound:
            return slug

    def updated(self, slug: str) -> str:
        try:
            return self._engine.entry(slug).updated
        except NotFound:
            return ""
