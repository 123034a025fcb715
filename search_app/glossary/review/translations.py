"""Compare a translation with its original: what is missing, what is out of date, which sections differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from search_app.glossary.files import SITE_FILE, table_of
from search_app.glossary.model import AGENCIES_FILE, ENGLISH_HEADINGS, Remark, Site, Term
from search_app.glossary.review.reviewed_term import ReviewedTerm

_NAMED = 5  # terms or agencies that a remark names


def missing_remarks(
    folder: str, site: Site, terms: Sequence[Term], translated: Mapping[str, Sequence[Term]]
) -> Iterator[Remark]:
    """Yield a remark for each language that some terms are not translated into.

    Args:
        folder: the name of the folder, for the path of the remark.
        site: the site, with its languages.
        terms: the terms of the default language.
        translated: the terms of each other language, by its code.
    """
    for code, name in site.languages:
        slugs = {term.slug for term in translated.get(code, ())}
        missing = [term.slug for term in terms if term.slug not in slugs]
        if code != site.language and missing:
            message = (
                f"{len(missing)} of {len(terms)} terms are not translated into {name}: {_named(missing)}; "
                f"write <slug>.{code}.md beside each."
            )
            yield Remark(f"{folder}/{SITE_FILE}", 1, "translation", message)


def site_remarks(folder: str, site: Site, original: Site) -> Iterator[Remark]:
    """Yield remarks on headings, categories and agencies that are not translated."""
    file = f"{folder}/{table_of(SITE_FILE, site.language)}"
    if site.headings == ENGLISH_HEADINGS != original.headings or site.headings == original.headings:
        message = "the headings of sections are not translated; add [headings]."
        yield Remark(file, 1, "translation", message)
    pairs = zip(site.categories, original.categories, strict=True)
    if same := [category.slug for category, other in pairs if category.name == other.name]:
        yield Remark(file, 1, "translation", f"categories without a translated name: {_named(same)}; add them.")
    agencies = zip(site.agencies, original.agencies, strict=True)
    if same := [agency.id for agency, other in agencies if agency.does == other.does]:
        table = f"{folder}/{table_of(AGENCIES_FILE, site.language)}"
        message = f"agencies whose 'does' is not translated: {_named(same)}; add them."
        yield Remark(table, 1, "translation", message)


def pair_remarks(reviewed_terms: Sequence[ReviewedTerm], originals: Mapping[str, Term]) -> Iterator[Remark]:
    """Yield remarks on translations of another version than the present one, and on different sections."""
    for reviewed in reviewed_terms:
        original = originals[reviewed.slug]
        yield from _outdated(reviewed, original)
        yield from _sections(reviewed, original)


def _outdated(reviewed: ReviewedTerm, original: Term) -> Iterator[Remark]:
    translates = reviewed.term.translates
    if not translates or translates == original.updated:
        return
    message = f"the text translates {original.origin.path} of {translates}, which was updated on {original.updated}; "
    remedy = f"translate what changed, and set 'translates' to {original.updated}."
    yield reviewed.remark("outdated", "translates", message + remedy)


def _sections(reviewed: ReviewedTerm, original: Term) -> Iterator[Remark]:
    counts = {"example": "examples", "further": "sections with other headings"}
    own, other = (_kinds(term) for term in (reviewed.term, original))
    for kind, name in counts.items():
        if own.count(kind) != other.count(kind):
            message = (
                f"the number of {name} is {own.count(kind)}, in {original.origin.path} it is {other.count(kind)}; "
            )
            key = "example-1" if kind == "example" else ""
            yield reviewed.remark("sections", key, message + "make them equal.")
    for section in reviewed.sections:
        if section.kind not in counts and section.kind not in other:
            message = f"{original.origin.path} has no section for {section.title!r}; add it there, or remove it here."
            yield reviewed.remark("sections", section.anchor, message)


def _kinds(term: Term) -> list[str]:
    return [section.kind for section in term.sections()]


def _named(slugs: Sequence[str]) -> str:
    return ", ".join(slugs[:_NAMED]) + ", …" * (len(slugs) > _NAMED)
