"""The result model: frozen values that an engine returns and the API serializes.

`to_dict` returns the API's JSON; URLs are paths, or what a given function makes of these. The values are msgspec
structs, not dataclasses: a page of results makes a hundred of them, in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from typing import Any

from msgspec import Struct, field

from search_app.urls import category_argument, term_path

# Returns the URL of a path, as the response of a front end has it; the second one in a language, by its code.
Address = Callable[[str], str]
AddressIn = Callable[[str, str], str]


def _untranslated(_: str, path: str) -> str:
    return path


class Matched(Struct, frozen=True, gc=False):
    """Why a term is listed: the field that matched, its text, and the anchor on the term's page.

    The field `translation` is a name in another language: `language` is its code, `address` that of its page there.
    """

    field: str
    text: str
    anchor: str = ""
    language: str = ""
    address: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {"field": self.field, "text": self.text, "anchor": self.anchor}

    def translation(self, path: str, address_in: AddressIn) -> dict[str, Any]:
        """Return the language of a translation and the URL of its page at `path`; nothing for other fields."""
        return {"language": self.language, "url": address_in(self.language, path)} if self.language else {}


class Hit(Struct, frozen=True, gc=False):
    """One result; `name_html` and `snippet_html` are safe HTML with `<mark>`; `summary` is the definition's start.

    Hits are in order of `tier` (see retrieval.text_index.Tier), then `score`: BM25 and boosts.
    """

    slug: str
    name: str
    name_html: str
    categories: tuple[str, ...]
    snippet_html: str
    matched: Matched
    updated: str
    tier: int
    score: float
    summary: str = ""

    @property
    def url(self) -> str:
        return term_path(self.slug, self.matched.anchor)

    def to_dict(self, address: Address = str, address_in: AddressIn = _untranslated) -> dict[str, Any]:
        matched = self.matched.to_dict()
        if self.matched.language:
            matched |= self.matched.translation(term_path(self.slug), address_in)
        return {
            "slug": self.slug, "name": self.name, "name_html": self.name_html, "url": address(self.url),
            "categories": list(self.categories), "summary": self.summary, "snippet_html": self.snippet_html,
            "matched": matched, "updated": self.updated or None, "score": round(self.score, 4),
        }  # fmt: skip


class FacetValue(Struct, frozen=True, gc=False):
    """A category in the filter: `count` is the number of results when it is chosen, `url` toggles it.

    `before` and `after` are the URL's parts around the category's own argument, which a selected one leaves out.
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

    def to_dict(self, address: Address = str) -> dict[str, Any]:
        return {
            "slug": self.slug, "name": self.name, "count": self.count, "selected": self.selected,
            "url": address(self.url),
        }  # fmt: skip


class Correction(Struct, frozen=True, gc=False):
    """The query `typed` was corrected to `to`, or the correction is offered: it is not certain enough to be applied.

    `url_exact` searches for the query as typed, `url_corrected` for the correction.
    """

    typed: str
    to: str
    url_exact: str
    url_corrected: str
    applied: bool = True

    def to_dict(self, address: Address = str) -> dict[str, Any]:
        return {
            "from": self.typed, "to": self.to, "applied": self.applied, "url_exact": address(self.url_exact),
            "url_corrected": address(self.url_corrected),
        }  # fmt: skip


class Related(Struct, frozen=True, gc=False):
    """A term to read next.

    `source` is the kind of link: `curated`, `mentioned`, `similar`, `adjacent`, `broader` or `narrower`.
    """

    slug: str
    name: str
    source: str = "curated"

    @property
    def url(self) -> str:
        return term_path(self.slug)

    def to_dict(self, address: Address = str) -> dict[str, Any]:
        return {"slug": self.slug, "name": self.name, "url": address(self.url)}


class Suggestion(Struct, frozen=True, gc=False):
    """A term that completes or answers the text typed so far; `summary` is the start of its definition.

    `matched` is the reason for it: a name, a phrasing, or for a result of a search the term's own name.
    """

    slug: str
    name: str
    name_html: str
    category: str
    matched: Matched
    summary: str = ""
    category_name: str = ""

    @property
    def url(self) -> str:
        return term_path(self.slug)

    def to_dict(self, address: Address = str, address_in: AddressIn = _untranslated) -> dict[str, Any]:
        matched = {"field": self.matched.field, "text": self.matched.text}
        matched |= self.matched.translation(term_path(self.slug), address_in)
        return {
            "slug": self.slug, "name": self.name, "name_html": self.name_html, "url": address(self.url),
            "category": self.category, "category_name": self.category_name, "summary": self.summary, "matched": matched,
        }  # fmt: skip


class Confidence(StrEnum):
    """How sure it is that the first result answers the query."""

    SURE = "sure"  # it is the best answer
    LIKELY = "likely"
    WEAK = "weak"  # the glossary may have no answer
    NONE = "none"  # there is no result


class Elsewhere(Struct, frozen=True, gc=False):
    """The best results of the same query in another language of the glossary; names and texts are in that language."""

    language: str
    hits: tuple[Hit, ...]

    def to_dict(self, address_in: AddressIn = _untranslated) -> dict[str, Any]:
        return {
            "language": self.language,
            "results": [hit.to_dict(partial(address_in, self.language), address_in) for hit in self.hits],
        }


class SearchPage(Struct, frozen=True):
    """One page of results with facets, correction and related terms.

    total: results in the chosen categories that are answers; `more` others only mention some of the words.
    total_unfiltered: results that are answers, in any category.
    confidence: how sure the first result is, whatever the page.
    compared: the terms that the query compares, as typed.
    closest: where words find little, terms that are close in meaning though the words do not appear in them.
    elsewhere: where no result is sure, the best results of other languages that may be that of the query.
    """

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
    more: int = 0
    total_unfiltered: int = 0
    confidence: Confidence = Confidence.LIKELY
    compared: tuple[Related, ...] = ()
    closest: tuple[Hit, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def pages(self) -> int:
        return -(-self.total // self.per_page)

    @property
    def is_corrected(self) -> bool:
        """Whether another query was searched than the one that was typed."""
        return self.correction is not None and self.correction.applied

    @property
    def is_weak(self) -> bool:
        """Whether there are results, but the glossary may have no answer."""
        return self.total > 0 and self.confidence is Confidence.WEAK

    def to_dict(self, address: Address = str, address_in: AddressIn = _untranslated) -> dict[str, Any]:
        return {
            "query": self.query, "total": self.total, "more": self.more, "total_unfiltered": self.total_unfiltered,
            "confidence": self.confidence.value, "page": self.page, "per_page": self.per_page,
            "pages": self.pages, "took_ms": self.took_ms, "generation": self.generation,
            "correction": self.correction.to_dict(address) if self.correction else None,
            "results": [hit.to_dict(address, address_in) for hit in self.hits],
            "facets": {name: [value.to_dict(address) for value in values] for name, values in self.facets.items()},
            "related": [related.to_dict(address) for related in self.related],
            "compared": [related.to_dict(address) for related in self.compared],
            "closest": [hit.to_dict(address) for hit in self.closest],
            "elsewhere": [each.to_dict(address_in) for each in self.elsewhere],
        }  # fmt: skip
