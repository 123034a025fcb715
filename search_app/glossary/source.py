"""Read a glossary: a folder of term files, or one JSON Lines file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from search_app.errors import ContentError, SettingError
from search_app.glossary.files import (
    SITE_FILE,
    STATE_OFFICES_FILE,
    TRANSLATED_TABLES,
    VOCABULARY_FILE,
    content_files,
    ignored_files,
    misplaced,
    table_of,
    term_files,
)
from search_app.glossary.formats.jsonl import category_from_slug, read_rows
from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.help_table import read_agencies, read_state_offices, read_translated_agencies
from search_app.glossary.model import AGENCIES_FILE, PREFERRED, Fault, LeadIn, Site, Term
from search_app.glossary.naming import is_slug
from search_app.glossary.relations import deprecated, published, published_lead_ins
from search_app.glossary.site import read_site
from search_app.glossary.translation.checks import translation_faults
from search_app.glossary.translation.site import read_translated_site
from search_app.glossary.translation.texts import leading_to, read_texts, unlisted
from search_app.glossary.validation import check_terms
from search_app.glossary.vocabulary import read_vocabulary


@dataclass(frozen=True, slots=True)
class Glossary:
    """A site and its terms, in order of their files, with all faults; without faults it can be published.

    `lead_ins` are the words of `vocabulary.toml`, if there is one. `redirects` are the slugs of deprecated terms, each
    with that of its successor, in a glossary to be published. `translations` are complete glossaries in the other
    languages, with the terms that are translated; their faults are among `faults` too.
    """

    site: Site
    terms: tuple[Term, ...]
    faults: tuple[Fault, ...]
    lead_ins: tuple[LeadIn, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    translations: tuple[Glossary, ...] = ()

    def sound(self) -> Glossary:
        """Return the glossary, known to be valid.

        Raises:
            ContentError: it has faults.
        """
        if self.faults:
            raise ContentError(self.faults)
        return self

    def published(self) -> Glossary:
        """Return the glossary as visitors see it: without drafts, and with redirects instead of deprecated terms."""
        if all(term.status == PREFERRED for term in self.terms):
            return self
        return replace(
            self,
            terms=published(self.terms),
            lead_ins=published_lead_ins(self.lead_ins, self.terms),
            redirects=deprecated(self.terms),
            translations=tuple(translation.published() for translation in self.translations),
        )


def read_glossary(path: Path) -> Glossary:
    """Read everything under `path` (a folder, or a .jsonl file); faults are collected, not raised.

    Raises:
        SettingError: there is nothing to read at `path`.
    """
    if not path.exists():
        raise SettingError(f"There are no terms at {path}; set GLOSSARY_TERMS or --terms to a folder or a .jsonl file.")
    return _read_folder(path) if path.is_dir() else _read_bulk(path)


def source_digest(path: Path) -> str:
    """Return a digest of every byte that `read_glossary(path)` reads."""
    digest = hashlib.sha256()
    for file in content_files(path):
        digest.update(f"{file.relative_to(path.parent)}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _read_folder(folder: Path) -> Glossary:
    site, faults = _read_site(folder, f"{folder.name}/")
    faults.extend(ignored_files(folder))
    terms: list[Term] = []
    files = term_files(folder)
    for file in files:
        if fault := misplaced(file, folder):
            faults.append(fault)
            continue
        shown = str(file.relative_to(folder.parent))
        if not is_slug(file.stem):
            message = "the file name must consist of small letters, digits and single hyphens, such as wage-theft.md."
            faults.append(Fault(shown, 1, message))
        term, found = parse_term(file.read_bytes(), shown, file.stem, file.parent.name)
        faults.extend(found)
        if term:
            terms.append(term)
    places = {file.stem: file.parent.name for file in files}
    faults.extend(check_terms(terms, places, _slugs(site), names_are_unique=True, site=site))
    shown = f"{folder.name}/{VOCABULARY_FILE}"
    lead_ins, found = read_vocabulary(folder / VOCABULARY_FILE, shown, terms, places, names_are_unique=True)
    codes = [code for code, _ in site.languages]
    faults += [*found, *unlisted(folder, codes, SITE_FILE)]
    translations = [_read_translation(folder, code, site, terms, places) for code in codes if code != site.language]
    faults.extend(chain.from_iterable(translation.faults for translation in translations))
    return Glossary(
        site, tuple(terms), _sorted(faults), lead_ins, translations=tuple(each for each in translations if each.terms)
    )


def _read_translation(
    folder: Path, code: str, site: Site, terms: Sequence[Term], places: Mapping[str, str]
) -> Glossary:
    """Return the glossary in another language, with the terms that are translated."""
    tables = {name: table_of(name, code) for name in TRANSLATED_TABLES}
    shown = {name: f"{folder.name}/{table}" for name, table in tables.items()}
    translated, faults = read_translated_site(folder / tables[SITE_FILE], shown[SITE_FILE], site, code)
    agencies, more = read_translated_agencies(folder / tables[AGENCIES_FILE], shown[AGENCIES_FILE], site.agencies)
    texts = read_texts(folder, code, translated.headings, terms, places)
    lead_ins, found = read_vocabulary(
        folder / tables[VOCABULARY_FILE], shown[VOCABULARY_FILE], texts.terms, places, names_are_unique=True
    )
    faults += [*more, *texts.faults, *translation_faults(texts.terms, terms, places), *found]
    lead_ins = leading_to(lead_ins, {term.slug for term in texts.terms})
    return Glossary(replace(translated, agencies=agencies), tuple(texts.terms), _sorted(faults), lead_ins)


def _sorted(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.path, fault.line)))


def _read_site(folder: Path, prefix: str) -> tuple[Site, list[Fault]]:
    """Return the site that the tables in `folder` describe, with their faults; these begin with `prefix`."""
    site, faults = read_site(folder / SITE_FILE, prefix + SITE_FILE)
    tables, found = read_state_offices(folder / STATE_OFFICES_FILE, prefix + STATE_OFFICES_FILE, site.source_hosts)
    kinds = [table.kind for table in tables]
    agencies, more = read_agencies(folder / AGENCIES_FILE, prefix + AGENCIES_FILE, _slugs(site), kinds)
    return replace(site, agencies=agencies, state_tables=tables), [*faults, *found, *more]


def _slugs(site: Site) -> dict[str, None]:
    """Return the slugs of the categories, in order."""
    return dict.fromkeys(category.slug for category in site.categories)


def _read_bulk(file: Path) -> Glossary:
    terms: list[Term] = []
    faults: list[Fault] = []
    for item in read_rows(file, file.name):
        if isinstance(item, Term):
            terms.append(item)
        else:
            faults.append(item)
    site = Site(title=file.stem.replace("-", " ").replace("_", " ").capitalize())
    if (file.parent / SITE_FILE).is_file():
        site, found = _read_site(file.parent, "")
        faults.extend(found)
    else:
        seen = sorted({category for term in terms for category in term.categories})
        site = replace(site, categories=tuple(category_from_slug(slug) for slug in seen))
    slugs = {term.slug for term in terms}
    faults.extend(check_terms(terms, slugs, _slugs(site), names_are_unique=False, site=site))
    vocabulary = file.parent / VOCABULARY_FILE
    lead_ins, found = read_vocabulary(vocabulary, VOCABULARY_FILE, terms, slugs, names_are_unique=False)
    return Glossary(site, tuple(terms), (*faults, *found), lead_ins)
