"""Read the translations of terms: each file has the texts of one term, which it takes everything else from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from search_app.glossary.files import misplaced, translation_files, translation_of
from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.model import Fault, Headings, LeadIn, Term


@dataclass
class Texts:
    """The translated terms of one language, in the order of their files, and the faults of these."""

    terms: list[Term] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_texts(
    folder: Path, language: str, headings: Headings, terms: Sequence[Term], places: Mapping[str, str]
) -> Texts:
    """Return the translations of `terms` into a language.

    Args:
        folder: the folder of the glossary.
        language: the code in the names of the files, as in `wage-theft.es.md`.
        headings: the headings of sections in that language.
        terms: the terms of the default language that could be read.
        places: the slugs of all term files, each with its folder.
    """
    originals = {term.slug: term for term in terms}
    found = Texts()
    for file in translation_files(folder):
        slug, code = translation_of(file)
        if code != language:
            continue
        if fault := misplaced(file, folder) or _without_original(file, folder, slug, places):
            found.faults.append(fault)
            continue
        shown = str(file.relative_to(folder.parent))
        text, faults = parse_term(file.read_bytes(), shown, slug, file.parent.name, headings)
        found.faults.extend(faults)
        if text and slug in originals:
            found.terms.append(_translated(originals[slug], text))
    slugs = {term.slug for term in found.terms}
    found.terms = [_linked_to(term, slugs) for term in found.terms]
    return found


def unlisted(folder: Path, languages: Collection[str], site_file: str) -> Iterator[Fault]:
    """Yield a fault for each translation into a language that the site does not list."""
    for file in translation_files(folder):
        slug, code = translation_of(file)
        if code not in languages:
            shown = str(file.relative_to(folder.parent))
            remedy = f"add the language to [languages] in {site_file}, or rename the file to {slug}-{code}.md."
            yield Fault(shown, 1, f"the file is not read: its name says that it is in the language {code!r}; {remedy}")


def leading_to(lead_ins: Sequence[LeadIn], slugs: Collection[str]) -> tuple[LeadIn, ...]:
    """Return the lead-ins to terms with these slugs, without their other terms."""
    kept = (replace(each, terms=tuple(slug for slug in each.terms if slug in slugs)) for each in lead_ins)
    return tuple(each for each in kept if each.terms)


def _without_original(file: Path, folder: Path, slug: str, places: Mapping[str, str]) -> Fault | None:
    """Return the fault of a translation that is not beside the file that it translates."""
    wanted, place = f"{file.parent.name}/{slug}.md", places.get(slug)
    if place == file.parent.name:
        return None
    if place:
        message = f"the term is in {place}/{slug}.md; move this translation there."
    else:
        message = f"there is no {wanted}, which this file would be a translation of; rename or remove it."
    return Fault(str(file.relative_to(folder.parent)), 1, message)


def _translated(original: Term, text: Term) -> Term:
    """Return `original` with the names and texts of its translation.

    It was updated when the original was; an outdated translation, at the date of the text that it translates.
    """
    return replace(
        original,
        name=text.name,
        aliases=text.aliases,
        asked_as=text.asked_as,
        not_linked=text.not_linked,
        definition=text.definition,
        examples=text.examples,
        misuse=text.misuse,
        actions=text.actions,
        benefits=text.benefits,
        conclusion=text.conclusion,
        further=text.further,
        changes=(),
        updated=min(original.updated, text.translates or original.updated),
        translates=text.translates,
        headings=text.headings,
        origin=text.origin,
    )


def _linked_to(term: Term, slugs: Collection[str]) -> Term:
    """Return `term` without links to terms that are not translated."""
    related, broader = (tuple(slug for slug in links if slug in slugs) for links in (term.related, term.broader))
    successor = term.successor if term.successor in slugs else ""
    return replace(term, related=related, broader=broader, successor=successor)
