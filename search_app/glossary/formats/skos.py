"""SKOS in Turtle, JSON-LD and RDF/XML. rdflib is imported when a file is read or written, and may be missing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import BinaryIO

from search_app.errors import LibraryMissing
from search_app.glossary.formats.exchange import Format, ImportResult, ReadOptions, TermCollection
from search_app.glossary.formats.file_content import read_content
from search_app.glossary.formats.schema_org import read_defined_terms
from search_app.glossary.model import Fault


def _read(syntax: str, name: str, data: bytes | Path, shown: str, options: ReadOptions) -> ImportResult:
    content = read_content(data, shown)
    if isinstance(content, Fault):
        return ImportResult(faults=(content,))
    if syntax == "json-ld" and (found := read_defined_terms(content, shown, options)):
        return found
    try:
        from search_app.glossary.formats.skos_import import import_graph  # noqa: PLC0415  needs an optional library
    except ImportError as error:
        raise LibraryMissing(name, "exchange") from error
    return import_graph(content, syntax, shown, options)


def _write(syntax: str, name: str, glossary: TermCollection, out: BinaryIO, origin: str) -> None:
    try:
        from search_app.glossary.formats.skos_writer import write_skos  # noqa: PLC0415  needs an optional library
    except ImportError as error:
        raise LibraryMissing(name, "exchange") from error
    write_skos(glossary, out, origin, syntax)


def _format(name: str, shown: str, syntax: str, suffixes: tuple[str, ...], media_types: tuple[str, ...]) -> Format:
    return Format(name, suffixes, media_types, partial(_read, syntax, shown), partial(_write, syntax, shown))


TURTLE = _format("turtle", "Turtle", "turtle", (".ttl", ".nt"), ("text/turtle", "application/n-triples"))
JSON_LD = _format("json-ld", "JSON-LD", "json-ld", (".jsonld",), ("application/ld+json",))
RDF_XML = _format("rdf-xml", "RDF/XML", "xml", (".rdf", ".owl"), ("application/rdf+xml",))
