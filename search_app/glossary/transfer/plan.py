"""What an import changes in a folder of term files, decided before anything is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from search_app.glossary.citations import is_official
from search_app.glossary.files import SITE_FILE, translation_of
from search_app.glossary.formats.exchange import ImportResult
from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.formats.markdown_writer import term_file
from search_app.glossary.headings import HEADINGS
from search_app.glossary.model import Category, Fault, Term
from search_app.glossary.naming import SLUG, is_slug, name_key
from search_app.glossary.source import Glossary, read_glossary


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person who imports has decided.

    Args:
        replace: whether terms of the file replace those with the same slug.
        category: the slug of the category of all terms, empty for those of the file.
        today: the date of texts without one, as an ISO date.
        title: of a new glossary.
    """

    replace: bool = False
    category: str = ""
    today: str = ""
    title: str = "Glossary"


@dataclass
class Plan:
    """The files to write and to remove, by their place in `folder`, and which terms are concerned, by slug."""

    folder: Path
    has_terms: bool
    files: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    replaced: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    equal: list[str] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def plan_import(result: ImportResult, folder: Path, wishes: Wishes) -> Plan:
    """Return what importing `result` into `folder` changes there."""
    there = read_glossary(folder) if (folder / SITE_FILE).is_file() else None
    known = {term.slug: term for term in there.terms} if there else {}
    plan = Plan(folder, bool(known), faults=list(result.faults))
    hinted = {category.slug: category for category in result.site_hints.categories}
    terms = _linked(_named_once(_placed(result.terms, hinted, wishes.category), known, plan), known, plan)
    for term in terms:
        _add(plan, term, known.get(term.slug), wishes)
    written = set(plan.added + plan.replaced)
    used = dict.fromkeys(slug for term in terms if term.slug in written for slug in term.categories)
    _add_site(plan, used, hinted, there, wishes)
    coming = [term for term in terms if term.slug in written]
    _note_sections(plan, coming, there)
    _add_hosts(plan, coming, there)
    return plan


def _add(plan: Plan, term: Term, other: Term | None, wishes: Wishes) -> None:
    """Add the file of one term to the plan, unless it has a fault or is there already."""
    if other == term:
        plan.equal.append(term.slug)
    elif other and not wishes.replace:
        plan.kept.append(term.slug)
    elif text := _file(plan, term, wishes.today):
        place = f"{term.categories[0]}/{term.slug}.md"
        plan.files[place] = text
        (plan.replaced if other else plan.added).append(term.slug)
        if other and (old := f"{other.categories[0]}/{other.slug}.md") != place:
            plan.removed.append(old)
            _move_translations(plan, other, term.categories[0])


def _move_translations(plan: Plan, term: Term, category: str) -> None:
    """Move the translations of a term into the folder of its new category."""
    for file in sorted((plan.folder / term.categories[0]).glob(f"{term.slug}.*.md")):
        if translation_of(file)[0] == term.slug:
            plan.files[f"{category}/{file.name}"] = file.read_text(encoding="utf-8")
            plan.removed.append(f"{term.categories[0]}/{file.name}")


def _file(plan: Plan, term: Term, today: str) -> str:
    """Return the file of a term; an empty string, and the faults in the plan, if it would have any."""
    where = term.origin.path or plan.folder.name
    line = term.origin.line("")
    if not is_slug(term.slug):
        message = f"{term.slug!r} cannot be the name of a file; use small letters, digits and single hyphens."
        plan.faults.append(Fault(where, line, message))
        return ""
    text = term_file(term, today)
    read, faults = parse_term(text.encode(), where, term.slug, term.categories[0])
    problems = [fault.message for fault in faults]
    if not problems and read and read != replace(term, updated=term.updated or today):
        problems = [f"{_difference(read, term)} cannot be written as Markdown without a change; edit it."]
    plan.faults += [Fault(where, line, f"{term.name!r}: {problem}") for problem in problems]
    return "" if problems else text


def _difference(read: Term, term: Term) -> str:
    names = (name for name in Term.__dataclass_fields__ if name not in ("origin", "updated"))
    return next((repr(name) for name in names if getattr(read, name) != getattr(term, name)), "'updated'")


def _placed(terms: Iterable[Term], hinted: dict[str, Category], category: str) -> Iterator[Term]:
    """Yield terms with categories that a folder can be named after."""
    slugs: dict[str, str] = {}
    for term in terms:
        wanted = (category,) if category else term.categories or ("general",)
        for slug in wanted:
            if slug not in slugs:
                slugs[slug] = slug if SLUG.fullmatch(slug) else f"category-{len(slugs) + 1}"
                if slugs[slug] != slug and slug in hinted:
                    hinted[slugs[slug]] = replace(hinted[slug], slug=slugs[slug])
        yield replace(term, categories=tuple(dict.fromkeys(slugs[slug] for slug in wanted)))


def _named_once(terms: Iterable[Term], known: Mapping[str, Term], plan: Plan) -> list[Term]:
    """Return terms with names that lead to one term each: repeated names get a number, repeated aliases are dropped."""
    terms = list(terms)
    coming = {term.slug for term in terms}
    taken = {name_key(name): slug for slug, term in known.items() for name in (term.name, *term.aliases)
             if slug not in coming}  # fmt: skip
    found, numbered, dropped = [], [], []
    for term in terms:
        name, number = term.name, 1
        while taken.get(name_key(name), term.slug) != term.slug:
            number += 1
            name = f"{term.name} ({number})"
        taken[name_key(name)] = term.slug
        numbered += [name] if number > 1 else []
        found.append(replace(term, name=name))
    for place, term in enumerate(found):
        aliases = [alias for alias in term.aliases if taken.setdefault(name_key(alias), term.slug) == term.slug]
        if len(aliases) < len(term.aliases):
            dropped += [alias for alias in term.aliases if alias not in aliases]
            found[place] = replace(term, aliases=tuple(aliases))
    _note(plan, "names that another term has got a number", numbered)
    _note(plan, "aliases that another term has are dropped", dropped)
    return found


def _linked(terms: Iterable[Term], known: Mapping[str, Term], plan: Plan) -> list[Term]:
    """Return terms without links to terms that are nowhere."""
    terms = list(terms)
    slugs = {*known, *(term.slug for term in terms)}
    dead: list[str] = []
    found = []
    for term in terms:
        kept: dict[str, Any] = {
            key: tuple(slug for slug in getattr(term, key) if slug in slugs) for key in ("related", "broader")
        }
        dead += [slug for key in kept for slug in getattr(term, key) if slug not in slugs]
        found.append(replace(term, **kept) if term.related or term.broader else term)
    _note(plan, "links to terms that do not exist are dropped", dead)
    return found


def _note(plan: Plan, what: str, examples: Sequence[str]) -> None:
    if examples:
        shown = ", ".join(examples[:5]) + ", …" * (len(examples) > 5)
        plan.notes.append(f"{len(examples):,} {what}: {shown}")


def _note_sections(plan: Plan, terms: Iterable[Term], there: Glossary | None) -> None:
    """Note the terms without a section that the site requires: `glossary check` names each."""
    for heading in there.site.required if there else ():
        lacking = [
            term.slug
            for term in terms
            if not (getattr(term, HEADINGS[heading]) if heading in HEADINGS else heading in dict(term.further))
        ]
        _note(plan, f"terms have no section '{heading}', which {SITE_FILE} requires", lacking)


def _add_hosts(plan: Plan, terms: Iterable[Term], there: Glossary | None) -> None:
    """List the sites that sources link to in the file of a new site; in that of others, only note them."""
    known = there.site.source_hosts if there else ()
    urls = (source.url for term in terms for source in term.sources)
    hosts = sorted({urlsplit(url).hostname or "" for url in urls if url and not is_official(url, known)})
    if there:
        _note(plan, f"sites of sources are not in [sources] hosts of {SITE_FILE}", hosts)
    elif hosts:
        plan.files[SITE_FILE] += f"\n[sources]\nhosts = [{', '.join(map(_quoted, hosts))}]\n"


def _add_site(
    plan: Plan, used: Iterable[str], hinted: Mapping[str, Category], there: Glossary | None, wishes: Wishes
) -> None:
    """Add the categories that terms need to the site's file, which is new if the folder has none."""
    known = {category.slug for category in there.site.categories} if there else set()
    plan.categories = [
        hinted.get(slug) or Category(slug, slug.replace("-", " ").capitalize()) for slug in used if slug not in known
    ]
    if not plan.files:
        plan.categories = []
    elif there is None:
        plan.files[SITE_FILE] = f"title = {_quoted(wishes.title)}\n" + _tables(plan.categories)
    elif plan.categories:
        before = (plan.folder / SITE_FILE).read_text(encoding="utf-8")
        plan.files[SITE_FILE] = before.rstrip("\n") + "\n" + _tables(plan.categories)


def _tables(categories: Iterable[Category]) -> str:
    """Return categories as tables of TOML."""
    return "".join(
        f"\n[[categories]]\nslug = {_quoted(category.slug)}\nname = {_quoted(category.name)}\n"
        + (f"description = {_quoted(category.description)}\n" if category.description else "")
        for category in categories
    )


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
