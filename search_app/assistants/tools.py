"""What an assistant can ask of the published glossary. Each tool reads, and returns what JSON can say.

The names and docstrings of the functions are what the assistant reads.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from search_app.errors import NotFound
from search_app.glossary.rendering.entry import Entry
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.languages import language_of
from search_app.search import Engine, LiveEngine, SearchRequest
from search_app.search.comparison import LEAST, MOST, find_terms, in_common
from search_app.search.explanation import MAX_CHARACTERS, MAX_WORDS, explain
from search_app.urls import term_path

MAX_RESULTS = 20
RELATED = 6

Answer = dict[str, Any]


class GlossaryTools:
    """The tools over the newest generation; `base` is the public URL of the service, empty if it has none."""

    def __init__(self, live: LiveEngine, base: str) -> None:
        self._live, self._base = live, base
        self._names: tuple[str, Vocabulary] | None = None

    def all(self) -> tuple[Callable[..., Answer], ...]:
        """Return the tools."""
        return (self.search, self.get_term, self.compare, self.list_categories, self.explain_text)

    def search(self, query: str, limit: int = 5, category: str = "") -> Answer:
        """Search the glossary. The query may be a term, a question or a description in everyday words.

        Args:
            query: what to look for, such as "my boss took my tips".
            limit: how many terms to return, 1 to 20.
            category: slug of a category, as list_categories returns it; empty for all.
        """
        serving = self._live.current()
        known = [each.slug for each in serving.site.categories]
        if category and category not in known:
            raise NotFound(f"There is no category {category!r}; there are {', '.join(known)}.")
        asked = SearchRequest(
            q=query, per_page=min(max(limit, 1), MAX_RESULTS), categories=(category,) if category else ()
        )
        page = serving.search(asked)
        correction = page.correction
        return {
            "total": page.total,
            "searched_for": correction.to if correction and correction.applied else page.query,
            "results": [self._summary(serving.entry(hit.slug)) for hit in page.hits],
        }

    def get_term(self, slug: str) -> Answer:
        """Return a whole term: definition, examples, what to do, sources, related terms. Cite its url.

        Args:
            slug: the slug, name or alias of a term, such as "tip-pooling" or "PTO".
        """
        serving = self._live.current()
        entry = serving.entry(_one(serving, slug))
        return self._summary(entry) | {
            "aliases": list(entry.aliases),
            "updated": entry.updated or None,
            "sections": [{"title": each.title, "text": each.markdown} for each in entry.passages],
            "sources": [{"text": each.text, "url": each.url} for each in entry.sources],
            "related": [
                {"slug": each.slug, "name": each.name, "url": self._url(each.slug)}
                for each in serving.related(entry.slug, RELATED)
            ],
        }

    def compare(self, terms: list[str]) -> Answer:
        """Return two to four terms side by side, and the terms that all of them lead to.

        Args:
            terms: slugs, names or aliases of the terms.
        """
        serving = self._live.current()
        slugs, unknown = find_terms(serving, terms)
        if unknown:
            raise NotFound(f"There are no terms {', '.join(map(repr, unknown))}; search for them first.")
        if not LEAST <= len(slugs) <= MOST:
            raise NotFound(f"{LEAST} to {MOST} different terms can be compared, not {len(slugs)}.")
        return {
            "terms": [self.get_term(slug) for slug in slugs],
            "in_common": [{"slug": each.slug, "name": each.name} for each in in_common(serving, slugs)],
        }

    def list_categories(self) -> Answer:
        """Return the categories of the glossary, each with its number of terms."""
        counted = self._live.current().categories()
        return {
            "categories": [
                {"slug": each.slug, "name": each.name, "description": each.description, "terms": count}
                for each, count in counted
            ]
        }

    def explain_text(self, text: str) -> Answer:
        """Return the terms that a text mentions, such as a contract or a letter, in reading order, with summaries.

        Args:
            text: the text, up to 200,000 characters. It is looked at and not stored.
        """
        if len(text) > MAX_CHARACTERS or len(text.split()) > MAX_WORDS:
            raise NotFound(
                f"The text is longer than {MAX_CHARACTERS:,} characters or {MAX_WORDS:,} words; send a part."
            )
        serving = self._live.current()
        found = explain(serving, self._vocabulary(serving), text)
        return {
            "terms": [
                self._summary(each.entry) | {"written": each.written, "mentions": each.mentions, "is_key": each.is_key}
                for each in found.terms
            ]
        }

    def _summary(self, entry: Entry) -> Answer:
        return {
            "slug": entry.slug, "name": entry.name, "url": self._url(entry.slug), "categories": list(entry.categories),
            "summary": entry.summary,
        }  # fmt: skip

    def _url(self, slug: str) -> str:
        return self._base + term_path(slug)

    def _vocabulary(self, serving: Engine) -> Vocabulary:
        """Return the names that are mentions in a text, made once for each generation."""
        if self._names is None or self._names[0] != serving.generation:
            language = language_of(serving.site.language)
            self._names = (serving.generation, Vocabulary(serving.entries(), language))
        return self._names[1]


def _one(serving: Engine, name: str) -> str:
    """Return the slug of the term with this slug, name or alias.

    Raises:
        NotFound: there is none.
    """
    known, _ = find_terms(serving, [name])
    if not known:
        raise NotFound(f"There is no term {name!r}; search for it first.")
    return known[0]
