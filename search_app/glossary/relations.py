"""What terms say of each other: `related`, `broader` and `successor`, and what of it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from search_app.glossary.model import DEPRECATED, PREFERRED, Fault, LeadIn, Term

FEW = 5000  # slugs among which a similar one is looked for


def relation_faults(terms: Sequence[Term], known: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of links between terms; `known` has slugs of terms that could not be read too."""
    by_slug = {term.slug: term for term in terms}
    for term in terms:
        yield from _link_faults(term, "related", known)
        yield from _link_faults(term, "broader", known)
        yield from _successor_faults(term, by_slug, known)
        if term.broader and _is_below_itself(term, by_slug):
            yield term.origin.fault("broader", f"{term.slug!r} is broader than itself by way of others; remove a link.")


def published(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Return the preferred terms, without links to drafts; a link to a deprecated term leads to its successor."""
    if all(term.status == PREFERRED for term in terms):
        return tuple(terms)
    target = _targets(terms)
    kept = []
    for term in terms:
        if term.status == PREFERRED:
            related, broader = (_redirected(slugs, target, term.slug) for slugs in (term.related, term.broader))
            is_same = (related, broader) == (term.related, term.broader)
            kept.append(term if is_same else replace(term, related=related, broader=broader))
    return tuple(kept)


def published_lead_ins(lead_ins: Sequence[LeadIn], terms: Sequence[Term]) -> tuple[LeadIn, ...]:
    """Return the lead-ins to preferred terms, and to successors of deprecated ones."""
    target = _targets(terms)
    found = (replace(each, terms=_redirected(each.terms, target, "")) for each in lead_ins)
    return tuple(each for each in found if each.terms)


def deprecated(terms: Sequence[Term]) -> dict[str, str]:
    """Return the slugs of deprecated terms, each with that of its successor; one without is left out."""
    return {term.slug: term.successor for term in terms if term.status == DEPRECATED and term.successor}


def narrower(terms: Sequence[Term]) -> dict[str, tuple[str, ...]]:
    """Return the slugs of the narrower terms of each term that has some, in the order of the terms."""
    found: dict[str, list[str]] = {}
    for term in terms:
        for slug in term.broader:
            found.setdefault(slug, []).append(term.slug)
    return {slug: tuple(slugs) for slug, slugs in found.items()}


def similar_slug(slug: str, known: Collection[str]) -> str:
    """Return what to write instead of a slug that does not exist."""
    close = get_close_matches(slug, known, n=1) if len(known) < FEW else []
    return f"did you mean {close[0]!r}?" if close else "use the slug of a term that exists, or remove it."


def _link_faults(term: Term, key: str, known: Collection[str]) -> Iterator[Fault]:
    for slug in getattr(term, key):
        if slug == term.slug:
            yield term.origin.fault(key, f"{key!r} names the term itself, {slug!r}; remove it.")
        elif slug not in known:
            yield term.origin.fault(key, f"{key!r} names {slug!r}, which does not exist; {similar_slug(slug, known)}")


def _successor_faults(term: Term, by_slug: Mapping[str, Term], known: Collection[str]) -> Iterator[Fault]:
    successor = term.successor
    if not successor:
        return
    if term.status != DEPRECATED:
        yield term.origin.fault("successor", f"only a deprecated term has a 'successor'; add `status: {DEPRECATED}`.")
    elif successor not in known:
        message = f"'successor' names {successor!r}, which does not exist; {similar_slug(successor, known)}"
        yield term.origin.fault("successor", message)
    elif successor == term.slug or (successor in by_slug and by_slug[successor].status != PREFERRED):
        message = f"'successor' names {successor!r}, which is not a term in use; name the one that replaces this one."
        yield term.origin.fault("successor", message)


def _is_below_itself(term: Term, by_slug: Mapping[str, Term]) -> bool:
    """Return whether following `broader` leads back to the term; a link to itself is another fault."""
    waiting, seen = [slug for slug in term.broader if slug != term.slug], set[str]()
    while waiting:
        slug = waiting.pop()
        if slug == term.slug:
            return True
        if slug in by_slug and slug not in seen:
            seen.add(slug)
            waiting.extend(by_slug[slug].broader)
    return False


def _targets(terms: Sequence[Term]) -> dict[str, str]:
    """Return the slugs that are linked to, each with the slug of the term that it leads to."""
    return {term.slug: term.slug for term in terms if term.status == PREFERRED} | deprecated(terms)


def _redirected(slugs: Sequence[str], target: Mapping[str, str], itself: str) -> tuple[str, ...]:
    found = dict.fromkeys(target[slug] for slug in slugs if slug in target)
    return tuple(slug for slug in found if slug != itself)
