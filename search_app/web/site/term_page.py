"""The page of a term: the entry, its breadcrumbs, related terms, map and neighbours as finished values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search_app.glossary.model import Agency, Site
from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine, Related
from search_app.urls import category_path, compare_path, term_path
from search_app.web.runtime.formats import long_date
from search_app.web.runtime.translation import gettext
from search_app.web.site.term_map import Map, Neighbour, draw

MAX_COMPUTED = 4  # related terms shown beside the curated ones
CANDIDATES = 12  # related terms, at least, for the list and the map


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path from the front page to this page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class RelatedTerm:
    """A related term with its summary; `source` as in `Related`, `compare_url` where the two are side by side."""

    slug: str
    name: str
    url: str
    summary: str
    category: str
    source: str
    compare_url: str = ""


@dataclass(frozen=True, slots=True)
class TermPage:
    """The page of a term. `curated` related terms were chosen by an editor, `computed` ones were not.

    `agencies` help with what the term is about; `broader` and `narrower` are the terms above and below it.
    """

    entry: Entry
    crumbs: tuple[Crumb, ...]
    curated: tuple[RelatedTerm, ...]
    computed: tuple[RelatedTerm, ...]
    map: Map | None
    before: Related | None
    after: Related | None
    agencies: tuple[Agency, ...] = ()
    broader: tuple[Related, ...] = ()
    narrower: tuple[Related, ...] = ()


def term_page(engine: Engine, slug: str) -> TermPage:
    """Return the page of a term.

    Raises:
        NotFound: there is no such term.
    """
    entry = engine.entry(slug)
    found = _related(engine, entry)
    entries = [engine.entry(each.slug) for each in found]
    related = [_related_term(other, each.source, slug) for other, each in zip(entries, found, strict=True)]
    before, after = engine.adjacent(slug)
    return TermPage(
        entry=entry,
        crumbs=_crumbs(engine, entry),
        curated=tuple(each for each in related if each.source == "curated"),
        computed=tuple(each for each in related if each.source != "curated")[:MAX_COMPUTED],
        map=draw(_neighbour(_related_term(entry, "")), [_neighbour(each) for each in related], _pairs(entries)),
        before=before,
        after=after,
        agencies=engine.site.agencies_with(entry.help),
        broader=engine.broader(slug),
        narrower=engine.narrower(slug),
    )


def citation(entry: Entry, site: Site, url: str) -> str:
    """Return the citation of a term: name, glossary, publisher, date and URL."""
    parts = [gettext("“%(name)s.”", name=entry.name), f"{site.title}."]
    if site.organisation.name:
        parts.append(f"{site.organisation.name}.")
    if entry.updated:
        parts.append(gettext("Last updated %(date)s.", date=long_date(entry.updated)))
    return " ".join([*parts, url])


def _related(engine: Engine, entry: Entry) -> Sequence[Related]:
    return engine.related(entry.slug, max(CANDIDATES, len(entry.related)))


def _crumbs(engine: Engine, entry: Entry) -> tuple[Crumb, ...]:
    names = {category.slug: category.name for category in engine.site.categories}
    primary = [Crumb(names[slug], category_path(slug)) for slug in entry.categories[:1] if slug in names]
    return (Crumb(engine.site.title, "/"), *primary, Crumb(entry.name, term_path(entry.slug)))


def _related_term(entry: Entry, source: str, beside: str = "") -> RelatedTerm:
    """Return a term as it is shown; listed on the page of `beside`, it has the address of their comparison."""
    category = entry.categories[0] if entry.categories else ""
    compared = compare_path([beside, entry.slug]) if beside else ""
    return RelatedTerm(entry.slug, entry.name, term_path(entry.slug), entry.summary, category, source, compared)


def _neighbour(term: RelatedTerm) -> Neighbour:
    return Neighbour(term.slug, term.name, term.url, term.category, term.source)


def _pairs(entries: Sequence[Entry]) -> frozenset[frozenset[str]]:
    """Return the pairs of `entries` of which one links to the other."""
    slugs = {entry.slug for entry in entries}
    return frozenset(
        frozenset((entry.slug, other)) for entry in entries for other in {*entry.related, *entry.mentions} & slugs
    )
