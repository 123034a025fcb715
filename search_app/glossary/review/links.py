"""Related links: both ways, and enough of them in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from search_app.glossary.model import Remark
from search_app.glossary.review.limits import MIN_LINKS_IN
from search_app.glossary.review.reading import ReviewedTerm


def links_in(readings: Sequence[ReviewedTerm]) -> dict[str, list[str]]:
    """Return for each slug the terms that have it in `related`."""
    found: dict[str, list[str]] = {reading.slug: [] for reading in readings}
    for reading in readings:
        for slug in reading.term.related:
            if slug in found and slug != reading.slug:
                found[slug].append(reading.slug)
    return found


def link_remarks(readings: Sequence[ReviewedTerm]) -> Iterator[Remark]:
    """Yield related links that lead one way, and terms that too few others lead to."""
    place = {reading.slug: reading for reading in readings}
    leading_in = links_in(readings)
    for reading in readings:
        for slug in reading.term.related:
            if slug in place and slug not in leading_in[reading.slug] and slug != reading.slug:
                message = (
                    f"'related' names {slug!r}, which does not name {reading.slug!r}; add it to 'related' in "
                    f"{place[slug].term.origin.path}, or remove {slug!r} here."
                )
                yield reading.remark("one-way", "related", message)
        if len(leading_in[reading.slug]) < MIN_LINKS_IN:
            yield reading.remark("links-in", "related", _too_few(reading.slug, leading_in[reading.slug]))


def _too_few(slug: str, leading_in: Sequence[str]) -> str:
    found = f"only {leading_in[0]!r} has" if leading_in else "no term has"
    return f"{found} {slug!r} in 'related'; add it to at least {MIN_LINKS_IN} terms that readers come from."
