"""A term as its page shows it: the entry, and everything around it as finished values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search_app.glossary.model import Site
from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine, Related
from search_app.urls import category_path, term_path
from search_app.web.runtime.dates import long_date
from search_app.web.site.term_map import Map, Neighbour, draw

COMPUTED = 4  # terms shown beside the curated ones
LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way from the front page to here."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Lead:
    """Another term, with what makes one want to read it."""

    slug: str
    name: str
    url: str
    summary: str
    category: str
    source: str


@dataclass(frozen=True, slots=True)
class TermPage:
    """The page of a term. `curated` and `computed` are what to read next, by who says so."""

    entry: Entry
    crumbs: tuple[Crumb, ...]
    curated: tuple[Lead, ...]
    computed: tuple[Lead, ...]
    map: Map | None
    before: Related | None
    after: Related | None


def reading(engine: Engine, slug: str) -> TermPage:
    """Return the page of a term.

    Raises:
        NotFound: there is no such term.
    """
    entry = engine.entry(slug)
    near = _near(engine, entry)
    around = [engine.entry(each.slug) for each in near]
    leads = [_lead(other, each.source) for other, each in zip(around, near, strict=True)]
    before, after = engine.adjacent(slug)
    return TermPage(
        entry=entry,
        crumbs=_crumbs(engine, entry),
        curated=tuple(lead for lead in leads if lead.source == "curated"),
        computed=tuple(lead for lead in leads if lead.source != "curated")[:COMPUTED],
        map=draw(_neighbour(_lead(entry, "")), [_neighbour(lead) for lead in leads], _pairs(around)),
        before=before,
        after=after,
    )


def citation(entry: Entry, site: Site, origin: str) -> str:
    """Return how to cite a term: name, glossary, publisher, date and address."""
    dated = f" Last modified {long_date(entry.updated)}." if entry.updated else ""
    publisher = f" {site.organisation.name}." if site.organisation.name else ""
    return f"“{entry.name}.” {site.title}.{publisher}{dated} {origin}{term_path(entry.slug)}"


def _near(engine: Engine, entry: Entry) -> Sequence[Related]:
    return engine.related(entry.slug, max(LOOKED_AT, len(entry.related)))


def _crumbs(engine: Engine, entry: Entry) -> tuple[Crumb, ...]:
    names = {category.slug: category.name for category in engine.site.categories}
    primary = [Crumb(names[slug], category_path(slug)) for slug in entry.categories[:1] if slug in names]
    return (Crumb(engine.site.title, "/"), *primary, Crumb(entry.name, term_path(entry.slug)))


def _lead(entry: Entry, source: str) -> Lead:
    category = entry.categories[0] if entry.categories else ""
    return Lead(entry.slug, entry.name, term_path(entry.slug), entry.summary, category, source)


def _neighbour(lead: Lead) -> Neighbour:
    return Neighbour(lead.slug, lead.name, lead.url, lead.category, lead.source)


def _pairs(entries: Sequence[Entry]) -> frozenset[frozenset[str]]:
    """Return each two of `entries` of which one leads to the other."""
    slugs = {entry.slug for entry in entries}
    return frozenset(
        frozenset((entry.slug, other)) for entry in entries for other in {*entry.related, *entry.mentions} & slugs
    )
