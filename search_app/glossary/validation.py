"""Validate terms against each other: names claimed twice, links to missing terms, unknown categories, sections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches

from search_app.glossary.citations import is_official
from search_app.glossary.headings import HEADINGS
from search_app.glossary.model import AGENCIES_FILE, DEPRECATED, END, Fault, Site, Term
from search_app.glossary.naming import name_key
from search_app.glossary.relations import relation_faults

BARE = Site()  # demands nothing


def check_terms(
    terms: Sequence[Term],
    slugs: Collection[str],
    categories: Collection[str],
    *,
    names_are_unique: bool,
    site: Site = BARE,
) -> list[Fault]:
    """Return the faults that only the whole collection shows, in the order of the terms.

    Args:
        terms: the terms that could be read.
        slugs: the slugs that links between terms may contain, those of terms that could not be read among them.
        categories: slugs of the categories that exist.
        names_are_unique: an edited glossary has one term for a name; a bulk dictionary may have several.
        site: its required headings, hosts of sources and agencies.
    """
    first_with_slug: dict[str, Term] = {}
    faults: list[Fault] = []
    for term in terms:
        other = first_with_slug.setdefault(term.slug, term)
        if other is not term:
            faults.append(term.origin.fault("", f"the slug {term.slug!r} is taken by {_place(other)}; rename one."))
    agencies = [agency.id for agency in site.agencies]
    for term in terms:
        faults.extend(_category_faults(term, categories))
        faults.extend(not_linked_faults(term))
        faults.extend(_change_faults(term))
        faults.extend(_section_faults(term, site.required))
        faults.extend(_source_faults(term, site.source_hosts))
        faults.extend(_help_faults(term, agencies))
    if names_are_unique:
        faults.extend(name_faults(terms))
    faults.extend(relation_faults(terms, slugs))
    return faults


def _place(term: Term) -> str:
    return f"{term.origin.path}:{term.origin.line('')}"


def _category_faults(term: Term, known: Collection[str]) -> Iterator[Fault]:
    primary, *further = term.categories or ("",)
    for number, category in enumerate((primary, *further)):
        key = "also_in" if number else ""
        if category and category not in known:
            choices = ", ".join(known)
            yield term.origin.fault(key, f"unknown category {category!r}; use one of {choices}.")
        elif number and category == primary:
            yield term.origin.fault(key, f"'also_in' repeats the primary category {category!r}; remove it there.")


def not_linked_faults(term: Term) -> Iterator[Fault]:
    """Yield the faults of `not_linked`: items that are not names of the term."""
    if not term.not_linked:
        return
    names = (term.name, *term.aliases)
    known = {name_key(name) for name in names}
    for name in term.not_linked:
        if name_key(name) not in known:
            message = f"'not_linked' has {name!r}, which is not a name of this term; use one of {', '.join(names)}."
            yield term.origin.fault("not_linked", message)


def _change_faults(term: Term) -> Iterator[Fault]:
    newest = term.changes[0].day if term.changes else ""
    if term.updated and newest > term.updated:
        message = f"'changes' has a note of {newest}, but 'updated' is {term.updated}; set 'updated' to {newest}."
        yield term.origin.fault("changes", message)


def _section_faults(term: Term, required: Collection[str]) -> Iterator[Fault]:
    for heading in required:
        headings = [each for each, _ in term.further]
        has_text = getattr(term, HEADINGS[heading]) if heading in HEADINGS else heading in headings
        if not has_text and f"## {heading}" not in term.origin.lines:  # an empty one was reported by the parser
            yield term.origin.fault(END, f"the section '{heading}' is missing; add `## {heading}`.")


def _source_faults(term: Term, hosts: Collection[str]) -> Iterator[Fault]:
    for source in term.sources:
        if source.url and not is_official(source.url, hosts):
            remedy = "use an official page, or add its host to [sources] hosts in glossary.toml."
            yield term.origin.fault("sources", f"in 'sources', {source.url!r} is not on an official site; {remedy}")


def _help_faults(term: Term, agencies: Sequence[str]) -> Iterator[Fault]:
    for agency in term.help:
        if agency not in agencies:
            close = get_close_matches(agency, agencies, n=1)
            remedy = f"did you mean {close[0]!r}?" if close else f"add it to {AGENCIES_FILE}, or remove it."
            yield term.origin.fault("help", f"'help' names {agency!r}, which is no agency; {remedy}")


def name_faults(terms: Iterable[Term]) -> Iterator[Fault]:
    """Yield the faults of names and aliases that an earlier term has."""
    claimed: dict[str, tuple[Term, str]] = {}
    for term in terms:
        if term.status != DEPRECATED:  # its name may be an alias of its successor
            yield from _claimed_twice(term, claimed)


def _claimed_twice(term: Term, claimed: dict[str, tuple[Term, str]]) -> Iterator[Fault]:
    for key, text in (("name", term.name), *(("aliases", alias) for alias in term.aliases)):
        if not text:
            continue  # the parser has reported it
        other, label = claimed.setdefault(name_key(text), (term, "name" if key == "name" else "alias"))
        if other is not term:
            yield term.origin.fault(
                key, f"{text!r} is already the {label} of {other.slug!r} ({_place(other)}); a name leads to one term."
            )
