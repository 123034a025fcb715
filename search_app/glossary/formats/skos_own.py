"""Read the terms of a graph that `skos_writer` wrote: every field as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from rdflib import Graph, Literal, Node
from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS

from search_app.glossary.formats.exchange import SiteHints
from search_app.glossary.formats.rdf_names import LISTS, OWN, SECTIONS
from search_app.glossary.model import PREFERRED, Category, Change, Origin, Review, Source, Term


def own_terms(graph: Graph, shown: str) -> list[Term]:
    """Return the terms of `graph` in the order that its scheme states; other terms follow."""
    origin = Origin(shown)
    terms = [_term(graph, concept, origin) for concept in graph.subjects(RDF.type, OWN.Term)]
    places: dict[str, int] = {}
    for scheme in graph.subjects(OWN.terms):
        for text in _texts(graph, scheme, OWN.terms):
            places.setdefault(text, len(places))
    return sorted(terms, key=lambda term: places.get(term.slug, len(places)))


def own_hints(graph: Graph) -> SiteHints:
    """Return what the scheme and the collections say of the site."""
    scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme), None)
    categories = {}
    for collection in graph.subjects(RDF.type, SKOS.Collection):
        slug = _text(graph, collection, DCTERMS.identifier)
        name, description = (_text(graph, collection, key) for key in (SKOS.prefLabel, SKOS.definition))
        categories[slug] = Category(slug, name, description)
    ordered = [slug for slug in _texts(graph, scheme, OWN.categories) if slug in categories] if scheme else []
    title, language = (_text(graph, scheme, key) if scheme else "" for key in (DCTERMS.title, DCTERMS.language))
    return SiteHints(title, language, tuple(categories[slug] for slug in dict.fromkeys([*ordered, *categories])))


def items(graph: Graph, head: Node | None) -> Iterator[Node]:
    """Yield the items of an RDF list; a damaged list ends early."""
    seen = set()
    while head is not None and head != RDF.nil and head not in seen:
        seen.add(head)
        if (item := graph.value(head, RDF.first, any=True)) is not None:
            yield item
        head = graph.value(head, RDF.rest, any=True)


def _term(graph: Graph, concept: Node, origin: Origin) -> Term:
    def text(predicate: Node) -> str:
        return _text(graph, concept, predicate)

    fields: dict[str, Any] = {field: text(OWN[field]) for field in SECTIONS}
    fields |= {field: tuple(_texts(graph, concept, OWN[name])) for field, name in LISTS.items()}
    return Term(
        slug=text(DCTERMS.identifier),
        name=text(SKOS.prefLabel),
        definition=text(SKOS.definition),
        updated=text(DCTERMS.modified),
        status=text(OWN.status) or PREFERRED,
        successor=text(OWN.successor),
        sources=_pairs(graph, concept, OWN.sources, (RDF.value, OWN.address), Source),
        further=_pairs(graph, concept, OWN.further, (RDFS.label, RDF.value), lambda heading, body: (heading, body)),
        changes=tuple(_changes(_texts(graph, concept, OWN.changes))),
        reviewed=_review(text(OWN.reviewedOn), text(OWN.reviewedBy)),
        origin=origin,
        **fields,
    )


def _review(day: str, role: str) -> Review | None:
    return Review(day, role) if day or role else None


def _changes(lines: Iterator[str]) -> Iterator[Change]:
    for line in lines:
        day, _, note = line.partition(": ")
        yield Change(day, note)


def _pairs(
    graph: Graph, concept: Node, predicate: Node, keys: tuple[Node, Node], make: Callable[[str, str], Any]
) -> tuple[Any, ...]:
    head = graph.value(concept, predicate, any=True)
    return tuple(make(*(_text(graph, node, key) for key in keys)) for node in items(graph, head))


def _texts(graph: Graph, subject: Node, predicate: Node) -> Iterator[str]:
    return (str(item) for item in items(graph, graph.value(subject, predicate, any=True)))


def _text(graph: Graph, subject: Node, predicate: Node) -> str:
    value = next((each for each in graph.objects(subject, predicate) if isinstance(each, Literal)), None)
    return "" if value is None else str(value)
