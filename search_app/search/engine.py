"""The interface of a search engine, as the web, the command line, tests and benchmarks use it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Protocol

from search_app.glossary.model import Category, Site
from search_app.glossary.rendering.entry import Entry
from search_app.search.request import SearchRequest
from search_app.search.results.model import Related, SearchPage, Suggestion


class Searcher(Protocol):
    """Answers what visitors type."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Return one page of ranked results with facets, related terms and any correction."""
        ...

    def suggest(self, q: str, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Suggestion, ...]:
        """Return up to `limit` terms, in any of the categories, that complete the text typed so far."""
        ...

    def related(self, slug: str, limit: int = 6) -> tuple[Related, ...]:
        """Return up to `limit` terms to read after `slug`, curated ones first.

        Raises:
            NotFound: there is no such term.
        """
        ...


class Catalogue(Protocol):
    """Browses the terms."""

    def __len__(self) -> int:
        """Return the number of terms."""
        ...

    def entry(self, slug: str) -> Entry:
        """Return a term.

        Raises:
            NotFound: there is no such term.
        """
        ...

    def redirect(self, slug: str) -> str | None:
        """Return the slug of the term that has an alias with this slug, or replaces a deprecated one with it.

        In a translation the slug may be an address, too, or the slug itself, which is that of the default language.
        """
        ...

    def address(self, slug: str) -> str:
        """Return the slug in the address of a term's page: in a translation, that of the translated name.

        Raises:
            NotFound: there is no such term in this translation.
        """
        ...

    def successor(self, slug: str) -> str | None:
        """Return the slug of the term that replaces the deprecated one with this slug."""
        ...

    def broader(self, slug: str) -> tuple[Related, ...]:
        """Return the terms of which `slug` is a kind or a part, as its author listed them.

        Raises:
            NotFound: there is no such term.
        """
        ...

    def narrower(self, slug: str) -> tuple[Related, ...]:
        """Return the terms that have `slug` as a broader one, in the order of the glossary."""
        ...

    def entries(self, *, category: str = "", letter: str = "", sort: str = "name") -> Sequence[Entry]:
        """Return the terms in a category, or under a letter (of a name or alias; `0` for digits and signs)."""
        ...

    def names(self, letter: str, start: int, stop: int) -> Sequence[tuple[str, Entry]]:
        """Return names and aliases under a letter from A to Z, with their terms: those from `start` to `stop`."""
        ...

    def beginnings(self, letter: str) -> dict[str, int]:
        """Return the first two letters of the names under a letter, each with the place of its first name."""
        ...

    def letters(self) -> dict[str, int]:
        """Return how many names and aliases begin with each letter; `0` is for digits and signs."""
        ...

    def categories(self) -> Sequence[tuple[Category, int]]:
        """Return the categories in display order, each with its number of terms."""
        ...

    def popular(self, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Related, ...]:
        """Return up to `limit` terms that most others link to, most of all first; without `categories`, of all."""
        ...

    def adjacent(self, slug: str) -> tuple[Related | None, Related | None]:
        """Return the terms before and after `slug` by name; the first and the last have one each.

        Raises:
            NotFound: there is no such term.
        """
        ...


def _no_back_end(index: str | Path) -> Engine:
    raise NotImplementedError(f"search_app.search.opening must be imported before {index} can be opened")


class Engine(Searcher, Catalogue, Protocol):
    """One generation of the glossary in one language, opened; answers do not change while it is open.

    languages: the engines of this generation by the codes of their languages, the default one first; this engine too.
    """

    generation: str
    site: Site
    language: str
    languages: Mapping[str, Engine]

    # Opens the published generation in a folder. opening.py, which chooses the back end, sets it, so that the interface
    # knows no implementation.
    open: ClassVar[Callable[[str | Path], Engine]] = _no_back_end

    def close(self) -> None:
        """Release the generation, in all languages."""
        ...
