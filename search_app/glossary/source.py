"""Read a glossary: a folder of term files, or one JSON Lines file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from search_app.errors import ContentError, SettingError
from search_app.glossary.formats.jsonl import category_from_slug, read_rows
from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.help_table import STATE_OFFICES_FILE, read_agencies, read_state_offices
from search_app.glossary.model import AGENCIES_FILE, PREFERRED, Fault, LeadIn, Site, Term
from search_app.glossary.naming import is_slug
from search_app.glossary.relations import deprecated, published, published_lead_ins
from search_app.glossary.site import read_site
from search_app.glossary.validation import check_terms
from search_app.glossary.vocabulary import read_vocabulary

SITE_FILE = "glossary.toml"
VOCABULARY_FILE = "vocabulary.toml"
TABLES = (SITE_FILE, VOCABULARY_FILE, AGENCIES_FILE, STATE_OFFICES_FILE)  # beside the terms
OTHER_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")  # in any case; only .md itself is read


@dataclass(frozen=True, slots=True)
class Glossary:
    """A site and its terms, in order of their files, with all faults; without faults it can be published.

    `lead_ins` are the words of `vocabulary.toml`, if there is one. `redirects` are the slugs of deprecated terms, each
    with that of its successor, in a glossary to be published.
    """

    site: Site
    terms: tuple[Term, ...]
    faults: tuple[Fault, ...]
    lead_ins: tuple[LeadIn, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)

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
        lead_ins = published_lead_ins(self.lead_ins, self.terms)
        return replace(self, terms=published(self.terms), lead_ins=lead_ins, redirects=deprecated(self.terms))


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
    for file in _files(path):
        digest.update(f"{file.relative_to(path.parent)}\0{file.stat().st_size}\0".encode())
        with file.open("rb") as content:
            while block := content.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    else:
        yield from term_files(path)
    folder = path if path.is_dir() else path.parent
    for name in TABLES:
        if (folder / name).is_file():
            yield folder / name


def term_files(folder: Path) -> list[Path]:
    """Return the Markdown files below `folder`, except hidden files and a README at the top."""
    found = []
    for file in folder.rglob("*.md"):
        place = file.relative_to(folder)
        if file.is_file() and str(place) != "README.md" and not any(part.startswith(".") for part in place.parts):
            found.append(file)
    return sorted(found)


def _ignored_files(folder: Path) -> Iterator[Fault]:
    """Yield a fault for each Markdown file whose suffix is not read."""
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in place.parts)
        is_readme = len(place.parts) == 1 and file.stem == "README"
        if file.suffix.lower() in OTHER_SUFFIXES and file.suffix != ".md" and not is_hidden and not is_readme:
            shown = str(file.relative_to(folder.parent))
            yield Fault(shown, 1, f"the file is not read, because of its suffix; rename it to {file.stem}.md.")


def _read_folder(folder: Path) -> Glossary:
    site, faults = _read_site(folder, f"{folder.name}/")
    faults.extend(_ignored_files(folder))
    terms: list[Term] = []
    files = term_files(folder)
    for file in files:
        shown = str(file.relative_to(folder.parent))
        place = file.relative_to(folder).parts
        if len(place) != 2:
            message = f"the file is not in the folder of a category; move it to {folder.name}/<category>/{file.name}."
            faults.append(Fault(shown, 1, message))
            continue
        if not is_slug(file.stem):
            message = "the file name must consist of small letters, digits and single hyphens, such as wage-theft.md."
            faults.append(Fault(shown, 1, message))
        term, found = parse_term(file.read_bytes(), shown, file.stem, place[0])
        faults.extend(found)
        if term:
            terms.append(term)
    slugs = {file.stem for file in files}
    faults.extend(check_terms(terms, slugs, _slugs(site), names_are_unique=True, site=site))
    shown = f"{folder.name}/{VOCABULARY_FILE}"
    lead_ins, found = read_vocabulary(folder / VOCABULARY_FILE, shown, terms, slugs, names_are_unique=True)
    faults.extend(found)
    return Glossary(site, tuple(terms), tuple(sorted(faults, key=lambda fault: (fault.path, fault.line))), lead_ins)


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
