"""The interface of a search engine, as the web, the command line, tests and benchmarks use it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from search_app.glossary.model import Category, Site
from search_app.glossary.rendering.entry import Entry
from search_app.search.request import SearchRequest
from search_app.search.results.model import Related, SearchPage, Suggestion


class Engine(Protocol):
    """One generation of the glossary, opened; answers do not change while it is open."""

    generation: str
    site: Site

    @staticmethod
    def open(index: str | Path) -> Engine:
        """Open what is published in the folder `index`.

        Raises:
            IndexUnavailable: nothing is published there that can be served.
        """
        from search_app.search.glossary_engine import GlossaryEngine  # noqa: PLC0415  implements this protocol

        return GlossaryEngine.open(index)

    def __len__(self) -> int:
        """Return the number of terms."""
        ...

    def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of ranked results with facets, related terms and any correction."""
        ...

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        """Return up to `limit` terms that complete what was typed so far."""
        ...

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        """Return up to `limit` terms to read after `slug`, curated ones first.

        Raises:
            NotFound: there is no such term.
        """
        ...

    def entry(self, slug: str) -> Entry:
        """Return a term.

        Raises:
            NotFound: there is no such term.
        """
        ...

    def redirect(self, slug: str) -> str | None:
        """Return the slug of the term that has an alias with this slug."""
        ...

    def entries(self, *, category: str = "", letter: str = "", sort: str = "name") -> Sequence[Entry]:
        """Return the terms in a category, or under a letter (of a name or alias; `0` for digits and signs)."""
        ...

    def names(self, letter: str, start: int, stop: int) -> Sequence[tuple[str, Entry]]:
        """Return names and aliases under a letter from A to Z, with their terms: those from `start` to `stop`."""
        ...

    def beginnings(self, letter: str) -> dict[str, int]:
        """Return the first two letters of the names under a letter, each with the place of the first that begins so."""
        ...

    def letters(self) -> dict[str, int]:
        """Return how many names and aliases begin with each letter; `0` stands for digits and signs."""
        ...

    def categories(self) -> Sequence[tuple[Category, int]]:
        """Return the categories in display order, each with its number of terms."""
        ...

    def popular(self, limit: int = 8) -> tuple[Related, ...]:
        """Return up to `limit` terms that most others lead to, most of all first."""
        ...

    def adjacent(self, slug: str) -> tuple[Related | None, Related | None]:
        """Return the terms before and after `slug` by name; the first and the last have one each.

        Raises:
            NotFound: there is no such term.
        """
        ...

    def close(self) -> None:
        """Let go of the generation."""
        ...
