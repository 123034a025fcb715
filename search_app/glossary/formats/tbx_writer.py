"""Write terms as TBX-Basic in DCA style (ISO 30042:2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from search_app.glossary.formats import tbx_fields as fields
from search_app.glossary.formats.exchange import TermCollection
from search_app.glossary.formats.safe_markdown import writable
from search_app.glossary.model import DEPRECATED, DRAFT, Site, Term
from search_app.urls import term_path

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&/.-]{1,9}")


def write_tbx(glossary: TermCollection, out: BinaryIO, origin: str) -> None:
    """Write the terms of `glossary`, one after the other; `origin` begins their addresses."""
    language = glossary.site.language
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(f'<tbx type="TBX-Basic" style="dca" xml:lang="{language}" xmlns="urn:iso:std:iso:30042:ed-2">\n'.encode())
    _write(_header(glossary.site, origin), out)
    out.write(b"<text><body>\n")
    names = {category.slug: category.name for category in glossary.site.categories}
    slugs = {term.slug: term.name for term in glossary.terms}
    for term in glossary.terms:
        _write(_entry(term, names, slugs, language, origin), out)
    out.write(b"</body></text>\n</tbx>\n")


def _write(element: Element, out: BinaryIO) -> None:
    indent(element)
    out.write(tostring(element, encoding="utf-8") + b"\n")


def _header(site: Site, origin: str) -> Element:
    header = Element("tbxHeader")
    description = SubElement(header, "fileDesc")
    _add(SubElement(description, "titleStmt"), "title", site.title)
    _add(SubElement(description, "sourceDesc"), "p", origin or site.title)
    _add(SubElement(header, "encodingDesc"), "p", fields.ENCODING)
    return header


def _entry(term: Term, categories: dict[str, str], slugs: dict[str, str], language: str, origin: str) -> Element:
    entry = Element("conceptEntry", id=fields.entry_id(term.slug))
    for category in term.categories:
        _add(entry, "descrip", categories.get(category, category), type="subjectField")
    for slug in term.related:
        if slug in slugs:
            _add(entry, "ref", slugs[slug], type="crossReference", target=fields.entry_id(slug))
    _add(entry, "xref", term.name, type="externalCrossReference", target=origin + term_path(term.slug))
    _sources(entry, term)
    for text in _notes(term):
        _add(entry, "note", text)
    if term.updated:
        group = SubElement(entry, "transacGrp")
        _add(group, "transac", "modification", type="transactionType")
        _add(group, "date", term.updated)
    _language_section(SubElement(entry, "langSec", {fields.XML_LANG: language}), term)
    return entry


def _sources(entry: Element, term: Term) -> None:
    for source in term.sources:
        _add(entry, "admin", source.text, type="source")
        if source.url:
            _add(entry, "xref", source.text, type="externalCrossReference", target=source.url)


def _notes(term: Term) -> Iterator[str]:
    """Yield the notes of a concept: what is no text for readers."""
    for label, field in fields.ITEMS.items():
        yield from (fields.note(label, text) for text in getattr(term, field))
    yield from (fields.note("change", f"{change.day}: {change.note}") for change in term.changes)
    if term.reviewed:
        yield fields.note("reviewed", f"{term.reviewed.day}, {term.reviewed.role}")
    if term.status == DRAFT:
        yield fields.note("status", DRAFT)
    if term.successor:
        yield fields.note("successor", term.successor)


def _language_section(section: Element, term: Term) -> None:
    if term.definition:
        _add(section, "descrip", term.definition, type="definition")
    for label, field in fields.SECTIONS.items():
        if text := getattr(term, field):
            _add(section, "note", fields.note(label, text))
    for heading, text in term.further:
        _add(section, "note", fields.note("section", f"{heading}\n{text}"))
    status = fields.DEPRECATED if term.status == DEPRECATED else fields.PREFERRED
    for number, name in enumerate((term.name, *term.aliases)):
        group = SubElement(section, "termSec")
        _add(group, "term", name)
        _add(group, "termNote", fields.ADMITTED if number else status, type="administrativeStatus")
        if _ACRONYM.fullmatch(name):
            _add(group, "termNote", "acronym", type="termType")
        for example in () if number else term.examples:
            _add(group, "descrip", example, type="context")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, {key: writable(value) for key, value in attributes.items()}).text = writable(text)
