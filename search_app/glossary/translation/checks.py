"""Find faults of a translation as a whole: names claimed twice, equal addresses, sections that are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from search_app.glossary.headings import fields_of
from search_app.glossary.model import END, ENGLISH_HEADINGS, Fault, Term
from search_app.glossary.naming import slug_of
from search_app.glossary.validation import name_faults, not_linked_faults


def translation_faults(terms: Sequence[Term], originals: Sequence[Term], slugs: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of translated terms beside each other and beside their originals.

    Args:
        terms: the translations that could be read.
        originals: the terms of the default language that could be read.
        slugs: the slugs of all terms.
    """
    by_slug = {term.slug: term for term in originals}
    for term in terms:
        yield from not_linked_faults(term)
        yield from _section_faults(term, by_slug[term.slug])
    yield from name_faults(terms)
    yield from _address_faults(terms, slugs)


def _section_faults(term: Term, original: Term) -> Iterator[Fault]:
    headings = term.headings or ENGLISH_HEADINGS
    for heading, key in fields_of(headings).items():
        if getattr(original, key) and not getattr(term, key) and f"## {heading}" not in term.origin.lines:
            message = f"the section '{heading}' is missing, which {original.origin.path} has; add `## {heading}`."
            yield term.origin.fault(END, message)


def _address_faults(terms: Sequence[Term], slugs: Collection[str]) -> Iterator[Fault]:
    """Yield the faults of names whose address is that of another term in this language, or the slug of another."""
    taken: dict[str, Term] = {}
    for term in terms:
        address = slug_of(term.name)
        other = taken.setdefault(address, term)
        if address and other is not term:
            message = (
                f"the name {term.name!r} has the same address as {other.name!r} ({other.origin.path}); rename one."
            )
            yield term.origin.fault("name", message)
        elif address != term.slug and address in slugs:
            message = f"the name {term.name!r} has the address of the term {address!r}; choose another name."
            yield term.origin.fault("name", message)
