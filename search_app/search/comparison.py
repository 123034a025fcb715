"""Terms side by side: which ones are asked for, and which terms they have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from search_app.errors import NotFound
from search_app.glossary.naming import slugify
from search_app.glossary.rendering.entry import Entry
from search_app.search.engine import Engine
from search_app.search.results.model import Related

LEAST, MOST = 2, 4  # terms that are compared
LINKS = 60  # links of a term, at most, among which common ones are sought
MAX_COMMON = 8


def find_terms(engine: Engine, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the slugs of the terms with these slugs, names or aliases, each once, and the names that none has."""
    known: dict[str, None] = {}
    unknown = []
    for name in names:
        slug = _slug(engine, name) or _slug(engine, slugify(name))
        if slug is None:
            unknown.append(name)
        else:
            known[slug] = None
    return list(known), unknown


def in_common(engine: Engine, slugs: Sequence[str]) -> tuple[Related, ...]:
    """Return the terms that all these terms link to or are linked from, those first that are near to all of them."""
    linked = [_linked(engine, slug) for slug in slugs]
    common = set.intersection(*map(set, linked)) - set(slugs)
    ranks = [{slug: rank for rank, slug in enumerate(each)} for each in linked]
    first = sorted(common, key=lambda slug: (sum(each[slug] for each in ranks), slug))
    return tuple(linked[0][slug] for slug in first[:MAX_COMMON])


def is_curated(engine: Engine, slugs: Sequence[str]) -> bool:
    """Return whether these are two terms that list each other as related: a comparison that editors chose."""
    if len(slugs) != LEAST:
        return False
    one, other = map(engine.entry, slugs)
    return other.slug in one.related and one.slug in other.related


def curated_pairs(engine: Engine, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the curated pairs whose first term, in the order of slugs, is one of `entries`."""
    for entry in entries:
        for slug in entry.related:
            if entry.slug < slug and is_curated(engine, (entry.slug, slug)):
                yield entry.slug, slug


def _linked(engine: Engine, slug: str) -> dict[str, Related]:
    return {each.slug: each for each in engine.related(slug, LINKS) if each.source != "similar"}


def _slug(engine: Engine, name: str) -> str | None:
    try:
        return engine.entry(name).slug
    except NotFound:
        return engine.redirect(name)
