"""The graph of a glossary, in the terms of SKOS."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

from search_app.glossary.formats.skos_writer import skos_graph
from tests.glossary.formats.every_field import FULL, GLOSSARY, ORIGIN


@pytest.fixture(scope="module")
def graph() -> Graph:
    return skos_graph(GLOSSARY, ORIGIN)


def address(slug: str) -> URIRef:
    return URIRef(f"{ORIGIN}/terms/{slug}")


def texts(graph: Graph, slug: str, predicate: URIRef) -> set[str]:
    return {str(each) for each in graph.objects(address(slug), predicate)}


def test_standard_properties_stand_beside_the_lists(graph: Graph) -> None:
    concept = address("the-right")
    assert graph.value(concept, SKOS.prefLabel) == Literal(FULL.name, lang="en")
    assert texts(graph, "the-right", SKOS.altLabel) == set(FULL.aliases)
    assert texts(graph, "the-right", SKOS.example) == set(FULL.examples)
    assert texts(graph, "the-right", DCTERMS.identifier) == {"the-right"}
    assert texts(graph, "the-right", DCTERMS.modified) == {"2026-11-28"}
    assert (URIRef(f"{ORIGIN}/categories/first"), SKOS.member, concept) in graph
    assert (address("c-plus-plus"), OWL.deprecated, Literal(True)) in graph
    assert (address("c-plus-plus"), DCTERMS.isReplacedBy, address("other")) in graph


def test_no_text_is_two_kinds_of_label_of_one_concept(graph: Graph) -> None:
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        labels = [
            str(text)
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
            for text in graph.objects(concept, kind)
        ]
        assert len(labels) == len(set(labels))


def test_no_two_concepts_are_related_and_broader(graph: Graph) -> None:
    assert (address("zulu"), SKOS.broader, address("other")) in graph
    assert (address("other"), SKOS.narrower, address("zulu")) in graph
    assert (address("zulu"), SKOS.related, address("other")) not in graph
    assert (address("the-right"), SKOS.related, address("c-plus-plus")) in graph


def test_addresses_outside_of_the_terms_are_not_named(graph: Graph) -> None:
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for predicate in (SKOS.related, SKOS.broader, SKOS.narrower, SKOS.member, SKOS.hasTopConcept):
        assert set(graph.objects(None, predicate)) <= concepts
