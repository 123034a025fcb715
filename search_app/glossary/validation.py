"""Validate terms against each other: names claimed twice, links to missing terms, unknown categories."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from search_app.glossary.model import Fault, Term
from search_app.glossary.naming import name_key


def check_terms(
    terms: Sequence[Term], slugs: Collection[str], categories: Collection[str], *, names_are_unique: bool
) -> list[Fault]:
    """Return the faults that only the whole collection shows, in the order of the terms.

    Args:
        terms: the terms that could be read.
        slugs: the slugs that `related` may contain, those of terms that could not be read among them.
        categories: slugs of the categories that exist.
        names_are_unique: an edited glossary has one term for a name; a bulk dictionary may have several.
    """
    first_with_slug: dict[str, Term] = {}
    faults: list[Fault] = []
    for term in terms:
        other = first_with_slug.setdefault(term.slug, term)
        if other is not term:
            faults.append(term.origin.fault("", f"the slug {term.slug!r} is taken by {_place(other)}; rename one."))
    claimed: dict[str, tuple[Term, str]] = {}
    for term in terms:
        faults.extend(_category_faults(term, categories))
        faults.extend(_related_faults(term, slugs))
        faults.extend(_not_linked_faults(term))
        faults.extend(_change_faults(term))
        if names_are_unique:
            faults.extend(_name_faults(term, claimed))
    return faults


def _place(term: Term) -> str:
    return f"{term.origin.path}:{term.origin.lines.get('', 1)}"


def _category_faults(term: Term, known: Collection[str]) -> Iterator[Fault]:
    primary, *further = term.categories or ("",)
    for number, category in enumerate((primary, *further)):
        key = "also_in" if number else ""
        if category and category not in known:
            choices = ", ".join(known)
            yield term.origin.fault(key, f"unknown category {category!r}; use one of {choices}.")
        elif number and category == primary:
            yield term.origin.fault(key, f"'also_in' repeats the primary category {category!r}; remove it there.")


def _related_faults(term: Term, known: Collection[str]) -> Iterator[Fault]:
    for slug in term.related:
        if slug == term.slug:
            yield term.origin.fault("related", f"'related' names the term itself, {slug!r}; remove it.")
        elif slug not in known:
            close = get_close_matches(slug, known, n=1) if len(known) < 5000 else []
            remedy = f"did you mean {close[0]!r}?" if close else "use the slug of a term that exists, or remove it."
            yield term.origin.fault("related", f"'related' names {slug!r}, which does not exist; {remedy}")


def _not_linked_faults(term: Term) -> Iterator[Fault]:
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


def _name_faults(term: Term, claimed: dict[str, tuple[Term, str]]) -> Iterator[Fault]:
    for key, text in (("name", term.name), *(("aliases", alias) for alias in term.aliases)):
        if not text:
            continue  # the parser has reported it
        other, label = claimed.setdefault(name_key(text), (term, "name" if key == "name" else "alias"))
        if other is not term:
            yield term.origin.fault(
                key, f"{text!r} is already the {label} of {other.slug!r} ({_place(other)}); a name leads to one term."
            )
