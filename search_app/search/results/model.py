"""Answers, as frozen values: what an engine returns and what the API writes.

`to_dict` gives the API's JSON; addresses are paths, before which it puts the origin of whoever serves them. They are
msgspec structs, not dataclasses: a page of results makes a hundred of them, at a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from search_app.urls import category_argument, term_path


class Matched(Struct, frozen=True, gc=False):
    """Why a term is listed: the part that matched, the words that did, and the place on its page."""

    field: str
    text: str
    anchor: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"field": self.field, "text": self.text, "anchor": self.anchor}


class Hit(Struct, frozen=True, gc=False):
    """One result; `name_html` and `snippet_html` are safe HTML with `<mark>`."""

    slug: str
    name: str
    name_html: str
    categories: tuple[str, ...]
    snippet_html: str
    matched: Matched
    updated: str
    tier: int
    score: float

    @property
    def url(self) -> str:
        return term_path(self.slug, self.matched.anchor)

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        return {
            "slug": self.slug, "name": self.name, "name_html": self.name_html, "url": origin + self.url,
            "categories": list(self.categories), "snippet_html": self.snippet_html,
            "matched": self.matched.to_dict(), "updated": self.updated or None, "score": round(self.score, 4),
        }  # fmt: skip


class FacetValue(Struct, frozen=True, gc=False):
    """A category in the filter: `count` is what choosing it shows, `url` toggles it.

    `before` and `after` are what stands around its own argument in that address; a chosen one has none there.
    """

    slug: str
    name: str
    count: int
    selected: bool
    before: str
    after: str

    @property
    def url(self) -> str:
        return self.before + ("" if self.selected else category_argument(self.slug)) + self.after

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        return {
            "slug": self.slug, "name": self.name, "count": self.count, "selected": self.selected,
            "url": origin + self.url,
        }  # fmt: skip


class Correction(Struct, frozen=True, gc=False):
    """The query was read as `to`; `url_exact` searches for what was typed."""

    typed: str
    to: str
    url_exact: str

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        return {"from": self.typed, "to": self.to, "url_exact": origin + self.url_exact}


class Related(Struct, frozen=True, gc=False):
    """A term to read next; `source` says who thinks so: `curated`, `mentioned` or `similar`."""

    slug: str
    name: str
    source: str = "curated"

    @property
    def url(self) -> str:
        return term_path(self.slug)

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        return {"slug": self.slug, "name": self.name, "url": origin + self.url}


class Suggestion(Struct, frozen=True, gc=False):
    """A term that completes what was typed so far."""

    slug: str
    name: str
    name_html: str
    category: str
    matched: Matched

    @property
    def url(self) -> str:
        return term_path(self.slug)

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        matched = {"field": self.matched.field, "text": self.matched.text}
        return {
            "slug": self.slug, "name": self.name, "name_html": self.name_html, "url": origin + self.url,
            "category": self.category, "matched": matched,
        }  # fmt: skip


class SearchPage(Struct, frozen=True):
    """One page of results, with all that stands around it."""

    query: str
    total: int
    page: int
    per_page: int
    took_ms: float
    generation: str
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    correction: Correction | None = None
    cut: bool = False
    related: tuple[Related, ...] = ()

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    def to_dict(self, origin: str = "") -> dict[str, Any]:
        return {
            "query": self.query, "total": self.total, "page": self.page, "per_page": self.per_page,
            "pages": self.pages, "took_ms": self.took_ms, "generation": self.generation,
            "correction": self.correction.to_dict(origin) if self.correction else None,
            "results": [hit.to_dict(origin) for hit in self.hits],
            "facets": {name: [value.to_dict(origin) for value in values] for name, values in self.facets.items()},
            "related": [related.to_dict(origin) for related in self.related],
        }  # fmt: skip
