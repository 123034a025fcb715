"""The term nearest to a query, whether a search finds it or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search_app.errors import NotFound
from search_app.glossary.naming import name_key
from search_app.language.languages import language_of
from search_app.search import Engine, Hit, Related, SearchRequest


@dataclass(frozen=True, slots=True)
class NearestTerm:
    """The term nearest to a query. `likeness`: similarity of query and name, 0 to 1.

    found: a search finds it, and it seems to be the answer.
    """

    slug: str
    name: str
    found: bool
    likeness: float = 1.0


class NearestTerms:
    """Looks up terms in an engine, for a report that has queries and slugs from the past."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._language = language_of(engine.site.language)

    @classmethod
    def by_language(cls, engine: Engine) -> Mapping[str, NearestTerms]:
        """Return what looks up terms in each language of the glossary, the default one first."""
        return {code: cls(each) for code, each in engine.languages.items()}

    def nearest(self, query: str) -> NearestTerm | None:
        """Return the first result, weak or not; if there is none, the term with the most similar name."""
        page = self._engine.search(SearchRequest(query, per_page=1))
        if page.hits and not page.is_weak:
            return NearestTerm(page.hits[0].slug, page.hits[0].name, found=True)
        if page.hits:
            return self._not_found(query, page.hits[0])
        return self._not_found(query, page.related[0]) if page.related else self._most_similar(query)

    def _not_found(self, query: str, near: Hit | Related) -> NearestTerm:
        key = name_key(query)
        likeness = max(OSA.normalized_similarity(key, name) for name in self._names_of(near.slug))
        return NearestTerm(near.slug, near.name, found=False, likeness=likeness)

    def _most_similar(self, query: str) -> NearestTerm | None:
        """Return the term with the most similar name, however low the similarity."""
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
        """Return the stems of the content words in `query`."""
        words, stop_words = self._language.words(query), self._language.stop_words
        return frozenset(word.stem for word in words if word.surface not in stop_words)

    def name(self, slug: str) -> str:
        """Return the name of a term, or its slug if it is not published."""
        try:
            return self._engine.entry(slug).name
        except NotFound:
            return slug

    def updated(self, slug: str) -> str:
        """Return the ISO date of a term's last update; the empty string if it is not published."""
        try:
            return self._engine.entry(slug).updated
        except NotFound:
            return ""
