"""The published glossary, as the editors' report asks it."""

from __future__ import annotations

from rapidfuzz.distance import OSA

from search_app.audience.atlas import Near
from search_app.errors import NotFound
from search_app.glossary.naming import name_key
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
        if not page.related:
            return None
        alike = page.related[0]
        return Near(alike.slug, alike.name, found=False, likeness=self._likeness(query, alike.slug))

    def _likeness(self, query: str, slug: str) -> float:
        entry, key = self._engine.entry(slug), name_key(query)
        return max(OSA.normalized_similarity(key, name_key(name)) for name in (entry.name, *entry.aliases))

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
