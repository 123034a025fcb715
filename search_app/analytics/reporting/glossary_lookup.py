"""What the report asks the glossary; whoever can find terms answers (the report itself cannot)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class NearestTerm:
    """The term that comes nearest to a query; `found` says that a search for it finds the term today.

    `likeness` (0 to 1) is that of the query's letters and those of a name of the term.
    """

    slug: str
    name: str
    found: bool
    likeness: float = 1.0


class GlossaryLookup(Protocol):
    """The glossary as it is published today."""

    def nearest(self, query: str) -> NearestTerm | None:
        """Return the term that comes nearest to `query`, if any does."""
        ...

    def stems(self, query: str) -> frozenset[str]:
        """Return the stems of the words in `query` that say something."""
        ...

    def name(self, slug: str) -> str:
        """Return the name of a term, or its slug when it is gone."""
        ...

    def updated(self, slug: str) -> str:
        """Return when a term was last changed, as an ISO date; nothing when it does not say or is gone."""
        ...
