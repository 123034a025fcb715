"""The port through which the report queries the glossary; a layer that can search implements it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class NearestTerm(Protocol):
    """The term nearest to a query. `found`: a search for the query finds it today.

    `likeness`: similarity of spelling between the query and one of the term's names, 0 to 1.
    """

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def found(self) -> bool: ...
    @property
    def likeness(self) -> float: ...


class GlossaryLookup(Protocol):
    """The glossary as published today, in one language."""

    def nearest(self, query: str) -> NearestTerm | None:
        """Return the term nearest to `query`; None in a glossary without terms."""
        ...

    def stems(self, query: str) -> frozenset[str]:
        """Return the stems of the content words in `query`."""
        ...

    def name(self, slug: str) -> str:
        """Return the name of a term, or its slug if it is no longer published."""
        ...

    def updated(self, slug: str) -> str:
        """Return the ISO date of a term's last update; the empty string if unknown or no longer published."""
        ...


GlossaryLookups = Mapping[str, GlossaryLookup]  # by language, that of the default one first


def lookup_in(glossaries: GlossaryLookups, language: str) -> GlossaryLookup:
    """Return the glossary in a language, or in the default one if it is no longer published in that language."""
    return glossaries.get(language) or next(iter(glossaries.values()))
