"""Check related links: both ways, and enough incoming ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MIN_LINKS_IN
from search_app.glossary.review.reviewed_term import ReviewedTerm


def links_in(reviewed_terms: Sequence[ReviewedTerm]) -> dict[str, list[str]]:
    """Return for each slug the slugs of the terms that list it in `related`."""
    sources: dict[str, list[str]] = {reviewed.slug: [] for reviewed in reviewed_terms}
    for reviewed in reviewed_terms:
        for slug in reviewed.term.related:
            if slug in sources and slug != reviewed.slug:
                sources[slug].append(reviewed.slug)
    return sources


def link_remarks(reviewed_terms: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield remarks on one-way links, and on terms with too few incoming links."""
    by_slug = {reviewed.slug: reviewed for reviewed in reviewed_terms}
    sources = links_in(reviewed_terms)
    for reviewed in reviewed_terms:
        for slug in reviewed.term.related:
            if slug in by_slug and slug not in sources[reviewed.slug] and slug != reviewed.slug:
                message = (
                    f"'related' names {slug!r}, which does not name {reviewed.slug!r}; add it to 'related' in "
                    f"{by_slug[slug].term.origin.path}, or remove {slug!r} here."
                )
                yield reviewed.remark("one-way", "related", message)
        if len(sources[reviewed.slug]) < MIN_LINKS_IN:
            yield reviewed.remark("links-in", "related", _too_few(reviewed.slug, sources[reviewed.slug]))


def _too_few(slug: str, sources: Sequence[str]) -> str:
    linking = f"only {sources[0]!r} has" if sources else "no term has"
    return f"{linking} {slug!r} in 'related'; add it to at least {MIN_LINKS_IN} terms that readers come from."
