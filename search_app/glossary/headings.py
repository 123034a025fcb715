"""The headings of a term's sections: those with a field of their own, and which others a term may have."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from search_app.glossary.model import ENGLISH_HEADINGS, SINGLE_SECTIONS, Headings

HEADINGS = {"Example": "examples", **SINGLE_SECTIONS}  # in the order of a page, each with the field of a term
MAX_HEADING = 120  # characters

_NEARNESS = 0.8  # of two headings of which one is taken for a misspelling; `Purpose` is no `Misuse`


def fields_of(headings: Headings) -> dict[str, str]:
    """Return the headings of a language that have a field of a term, each with the field, in the order of a page."""
    return {headings.example: "examples", **{getattr(headings, kind): kind for kind in SINGLE_SECTIONS.values()}}


def heading_fault(heading: str, headings: Headings = ENGLISH_HEADINGS) -> str:
    """Return what is wrong with the heading of a section that has no field, an empty string if nothing is.

    `headings` are those of the language of the text.
    """
    if not heading:
        return "a heading is empty; write what the section is about."
    if len(heading) > MAX_HEADING:
        return f"a heading has {len(heading)} characters, the limit is {MAX_HEADING}; shorten it."
    if heading.casefold() in ("definition", headings.definition.casefold()):
        return f"the heading '{heading}' is not needed; the definition is the text before the first heading."
    known = fields_of(headings)
    if near := _nearest(heading.casefold(), known):
        return f"the heading '{heading}' is nearly '{near}'; write `## {near}`."
    if english := _nearest(heading.casefold(), HEADINGS):
        translated = next(each for each, field in known.items() if field == HEADINGS[english])
        return f"the heading '{heading}' is English; write `## {translated}`."
    return ""


def _nearest(heading: str, headings: Collection[str]) -> str:
    """Return the known heading of which `heading` is a misspelling, or has the words in another order."""
    by_key = {known.casefold(): known for known in headings}
    words = sorted(heading.split())
    reordered = [key for key in by_key if sorted(key.split()) == words]
    near = [*reordered, *get_close_matches(heading, by_key, n=1, cutoff=_NEARNESS)]
    return by_key[near[0]] if near else ""
