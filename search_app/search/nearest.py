"""The published glossary, as the editors' report asks it."""

from __future__ import annotations

from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_app.analytics.reporting.glossary_lookup import NearestTerm
from search_app.errors import NotFound
from search_app.glossary.naming import name_key
from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest


class NearestTerms:
    """Answers from an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def nearest(self, query: str) -> NearestTerm | None:
        """Return the first result if there is one today, else the term whose name looks most like the query."""
        page = self._engine.search(SearchRequest(query, per_page=1))
        if page.hits:
            return NearestTerm(page.hits[0].slug, page.hits[0].name, found=True)
        if page.related:
            alike = page.related[0]
            key = name_key(query)
            likeness = max(OSA.normalized_similarity(key, name) for name in self._names_of(alike.slug))
            return NearestTerm(alike.slug, alike.name, found=False, likeness=likeness)
        return self._most_alike(query)

    def _most_alike(self, query: str) -> NearestTerm | None:
        """Return the term with the name most like the query, however unlike."""
        found = process.extractOne(name_key(query), self._names, scorer=OSA.normalized_similarity)
        if not found:
            return None
        _, likeness, place = found
        slug = self._slugs[place]
        return NearestTerm(slug, self.name(slug), found=False, likeness=likeness)

    def _names_of(self, slug: str) -> list[str]:
        entry = self._engine.entry(slug)
        return [name_key(name) for name in (entry.name, *entry.aliases)]

    @cached_property
    def _names(self) -> list[str]:
        return [name for entry in self._engine.entries() for name in self._names_of(entry.slug)]

    @cached_property
    def _slugs(self) -> list[str]:
        return [entry.slug for entry in self._engine.entries() for _ in self._names_of(entry.slug)]

    def stems(self, query: str) -> frozenset[str]:
        return frozenset(word.stem for word in ENGLISH.words(query) if word.surface not in ENGLISH.stop_words)

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
