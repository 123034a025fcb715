"""The published terms in exchange formats: all of them, or one."""

from __future__ import annotations

import io
from typing import NamedTuple

from search_app.errors import NotFound
from search_app.glossary.formats.exchange import Format
from search_app.glossary.formats.registry import FORMATS
from search_app.glossary.model import Site, Term
from search_app.glossary.rendering.unrendered import term_of
from search_app.messages import message
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.translation import gettext

MAX_TERMS = 20_000  # of a glossary that is exported on request: RDF of more takes minutes
CACHED = 8  # exports of a generation that a process keeps

LABELS = {
    "csv": "CSV", "xlsx": message("spreadsheet"), "jsonl": "JSON Lines", "turtle": message("SKOS in Turtle"),
    "json-ld": "JSON-LD", "rdf-xml": "RDF/XML", "tbx": "TBX",
}  # fmt: skip


class PublishedTerms(NamedTuple):
    """Terms of a generation with their site."""

    site: Site
    terms: tuple[Term, ...]


def export_links() -> list[tuple[str, str]]:
    """Return the label and the path of each export."""
    return [
        (gettext(LABELS.get(each.name, each.name)), f"/export/glossary{each.suffixes[0]}")
        for each in FORMATS
        if each.write
    ]


def written_format(suffix: str) -> Format:
    """Return the format of exports with this suffix.

    Raises:
        NotFound: there is none.
    """
    found = next((each for each in FORMATS if each.write and each.suffixes[0] == f".{suffix}"), None)
    if found is None:
        known = ", ".join(each.suffixes[0] for each in FORMATS if each.write)
        raise NotFound(
            message("There is no export with the ending %(ending)s; there are %(known)s."),
            ending=f".{suffix}",
            known=known,
        )
    return found


@per_generation(maxsize=CACHED)
def exported(serving: Engine, suffix: str, base: str) -> bytes:
    """Return all terms in a format, their addresses below `base`.

    Raises:
        NotFound: there is no such format, or there are too many terms.
        LibraryMissing: it needs an extra.
    """
    form = written_format(suffix)
    if len(serving) > MAX_TERMS:
        raise NotFound(
            message("More than %(most)s terms are not exported here; run `glossary export` on the server."),
            most=f"{MAX_TERMS:,}",
        )
    return _written(form, PublishedTerms(serving.site, tuple(term_of(entry) for entry in serving.entries())), base)


def exported_term(serving: Engine, form: Format, slug: str, base: str) -> bytes:
    """Return one term in a format.

    Raises:
        NotFound: there is no such term.
        LibraryMissing: the format needs an extra.
    """
    return _written(form, PublishedTerms(serving.site, (term_of(serving.entry(slug)),)), base)


def _written(form: Format, terms: PublishedTerms, base: str) -> bytes:
    if form.write is None:
        raise NotFound(message("Terms are not exported as %(format)s."), format=form.name)
    out = io.BytesIO()
    form.write(terms, out, base)
    return out.getvalue()
