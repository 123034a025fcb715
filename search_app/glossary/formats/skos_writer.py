"""Write terms as SKOS concepts. RDF has no order: lists of own properties have it, beside the standard properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

from rdflib import BNode, Graph, Literal, Node, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from search_app.glossary.formats.exchange import TermCollection
from search_app.glossary.formats.rdf_names import LISTS, OWN, SECTIONS
from search_app.glossary.formats.rdf_syntax import OrderedGraph, write_graph
from search_app.glossary.formats.safe_markdown import writable
from search_app.glossary.model import DEPRECATED, PREFERRED, Term
from search_app.urls import category_path, term_path


def write_skos(glossary: TermCollection, out: BinaryIO, origin: str, syntax: str) -> None:
    """Write the terms of `glossary`; `origin` begins their addresses."""
    write_graph(skos_graph(glossary, origin), out, syntax)


def skos_graph(glossary: TermCollection, origin: str) -> Graph:
    """Return the graph of a concept scheme, its categories and its terms."""
    writer = _Writer(glossary, origin)
    writer.scheme()
    for term in glossary.terms:
        writer.term(term)
    writer.hierarchy()
    return writer.graph


class _Writer:
    def __init__(self, glossary: TermCollection, origin: str) -> None:
        self.graph = OrderedGraph()
        self._blank = 0
        for prefix, namespace in (("skos", SKOS), ("dct", DCTERMS), ("owl", OWL), ("g", OWN)):
            self.graph.bind(prefix, namespace)
        self.site = glossary.site
        self.terms = glossary.terms
        self.origin = origin
        self.concepts = {term.slug: self._address(term.slug) for term in glossary.terms}
        self.whole = URIRef(f"{origin}/#glossary")

    def scheme(self) -> None:
        """Add the scheme, the categories that have terms, and the labels of own properties."""
        self._add(self.whole, RDF.type, SKOS.ConceptScheme)
        self._text(self.whole, SKOS.prefLabel, self.site.title)
        self._text(self.whole, DCTERMS.title, self.site.title)
        self._text(self.whole, DCTERMS.description, self.site.tagline)
        self._add(self.whole, DCTERMS.language, Literal(self.site.language))
        self._list(self.whole, OWN.terms, (term.slug for term in self.terms))
        self._list(self.whole, OWN.categories, (category.slug for category in self.site.categories))
        for name, label in SECTIONS.items():
            self._add(OWN[name], RDF.type, RDF.Property)
            self._add(OWN[name], RDFS.subPropertyOf, SKOS.note)
            self._add(OWN[name], RDFS.label, Literal(label, lang="en"))
        self._categories()

    def term(self, term: Term) -> None:
        """Add a term."""
        concept = self.concepts[term.slug]
        for kind in (SKOS.Concept, OWN.Term):
            self._add(concept, RDF.type, kind)
        self._add(concept, SKOS.inScheme, self.whole)
        self._add(concept, DCTERMS.identifier, Literal(term.slug))
        self._labels(concept, term)
        self._text(concept, SKOS.definition, term.definition)
        for example in term.examples:
            self._text(concept, SKOS.example, example)
        for field in SECTIONS:
            self._text(concept, OWN[field], getattr(term, field))
        for field, name in LISTS.items():
            self._list(concept, OWN[name], getattr(term, field))
        self._pairs(concept, OWN.further, ((RDFS.label, RDF.value), term.further))
        self._sources(concept, term)
        self._history(concept, term)

    def hierarchy(self) -> None:
        """Add relations between the terms that are here, and the top concepts."""
        above = _ancestors({term.slug: term.broader for term in self.terms})
        for term in self.terms:
            concept = self.concepts[term.slug]
            broader = [slug for slug in term.broader if slug in self.concepts]
            for slug in broader:
                self._add(concept, SKOS.broader, self.concepts[slug])
                self._add(self.concepts[slug], SKOS.narrower, concept)
            if not broader:
                self._add(concept, SKOS.topConceptOf, self.whole)
                self._add(self.whole, SKOS.hasTopConcept, concept)
            for slug in term.related:
                # SKOS allows no two concepts that are related and also broader and narrower (S27).
                if slug in self.concepts and slug not in above[term.slug] and term.slug not in above[slug]:
                    self._add(concept, SKOS.related, self.concepts[slug])

    def _categories(self) -> None:
        members: dict[str, list[str]] = {}
        for term in self.terms:
            for slug in term.categories:
                members.setdefault(slug, []).append(term.slug)
        for category in self.site.categories:
            if category.slug in members:
                collection = URIRef(self.origin + category_path(category.slug))
                self._add(collection, RDF.type, SKOS.Collection)
                self._add(collection, SKOS.inScheme, self.whole)
                self._add(collection, DCTERMS.identifier, Literal(category.slug))
                self._text(collection, SKOS.prefLabel, category.name)
                self._text(collection, SKOS.definition, category.description)
                for slug in members[category.slug]:
                    self._add(collection, SKOS.member, self.concepts[slug])

    def _labels(self, concept: URIRef, term: Term) -> None:
        """Add names; SKOS allows no text to be two kinds of label of one concept (S13)."""
        seen: set[str] = set()
        for kind, texts in (
            (SKOS.prefLabel, (term.name,)),
            (SKOS.altLabel, term.aliases),
            (SKOS.hiddenLabel, term.asked_as),
        ):
            for text in texts:
                if text not in seen:
                    self._text(concept, kind, text)
                seen.add(text)

    def _sources(self, concept: URIRef, term: Term) -> None:
        pairs = tuple((source.text, source.url) for source in term.sources)
        self._pairs(concept, OWN.sources, ((RDF.value, OWN.address), pairs))
        for source in term.sources:
            self._add(concept, DCTERMS.source, Literal(str(source)))

    def _history(self, concept: URIRef, term: Term) -> None:
        notes = [f"{change.day}: {change.note}" for change in term.changes]
        self._list(concept, OWN.changes, notes)
        for note in notes:
            self._text(concept, SKOS.changeNote, note)
        if term.updated:
            self._add(concept, DCTERMS.modified, Literal(term.updated, datatype=XSD.date))
        if term.reviewed:
            self._add(concept, OWN.reviewedOn, Literal(term.reviewed.day))
            self._add(concept, OWN.reviewedBy, Literal(term.reviewed.role))
        if term.status != PREFERRED:
            self._add(concept, OWN.status, Literal(term.status))
        if term.status == DEPRECATED:
            self._add(concept, OWL.deprecated, Literal(True))
        if term.successor:
            self._add(concept, OWN.successor, Literal(term.successor))
            self._add(concept, DCTERMS.isReplacedBy, self._address(term.successor))

    def _address(self, slug: str) -> URIRef:
        return URIRef(self.origin + term_path(slug))

    def _add(self, subject: Node, predicate: Node, value: Node) -> None:
        self.graph.add((subject, predicate, value))

    def _text(self, subject: Node, predicate: Node, text: str) -> None:
        if text:
            self._add(subject, predicate, Literal(writable(text), lang=self.site.language))

    def _list(self, subject: Node, predicate: Node, texts: Iterable[str]) -> None:
        nodes: list[Node] = [Literal(writable(text)) for text in texts]
        self._nodes(subject, predicate, nodes)

    def _pairs(
        self, subject: Node, predicate: Node, pairs: tuple[tuple[Node, Node], Sequence[tuple[str, str]]]
    ) -> None:
        """Add a list of nodes that have two texts each; an empty text is left out."""
        nodes: list[Node] = []
        for values in pairs[1]:
            node = self._node()
            nodes.append(node)
            for key, text in zip(pairs[0], values, strict=True):
                if text:
                    self._add(node, key, Literal(writable(text)))
        self._nodes(subject, predicate, nodes)

    def _nodes(self, subject: Node, predicate: Node, nodes: list[Node]) -> None:
        if nodes:
            places = [*(self._node() for _ in nodes), RDF.nil]
            self._add(subject, predicate, places[0])
            for node, place, following in zip(nodes, places, places[1:], strict=False):
                self._add(place, RDF.first, node)
                self._add(place, RDF.rest, following)

    def _node(self) -> Node:
        """Return a blank node with the next number: the same terms are the same bytes."""
        self._blank += 1
        return BNode(f"n{self._blank:07}")


def _ancestors(broader: dict[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """Return for each slug all slugs above it; circles are allowed."""
    found: dict[str, set[str]] = {}
    for slug, parents in broader.items():
        above: set[str] = set()
        waiting = list(parents)
        while waiting:
            each = waiting.pop()
            if each not in above:
                above.add(each)
                waiting.extend(broader.get(each, ()))
        found[slug] = above
    return found
