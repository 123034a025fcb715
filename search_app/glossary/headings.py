"""The headings of a term's sections: those with a field of their own, and which others a term may have."""

from __future__ import annotations

from difflib import get_close_matches

from search_app.glossary.model import SINGLE_SECTIONS

HEADINGS = {"Example": "examples", **SINGLE_SECTIONS}  # in the order of a page, each with the field of a term
MAX_HEADING = 120  # characters

_BY_KEY = {heading.casefold(): heading for heading in HEADINGS}
_NEARNESS = 0.8  # of two headings of which one is taken for a misspelling; `Purpose` is no `Misuse`


def heading_fault(heading: str) -> str:
    """Return what is wrong with the heading of a section that has no field, an empty string if nothing is."""
    if not heading:
        return "a heading is empty; write what the section is about."
    if len(heading) > MAX_HEADING:
        return f"a heading has {len(heading)} characters, the limit is {MAX_HEADING}; shorten it."
    if heading.casefold() == "definition":
        return "the heading 'Definition' is not needed; the definition is the text before the first heading."
    if near := get_close_matches(heading.casefold(), _BY_KEY, n=1, cutoff=_NEARNESS):
        return f"the heading '{heading}' is nearly '{_BY_KEY[near[0]]}'; write `## {_BY_KEY[near[0]]}`."
    return ""
