"""Exports that somebody has edited or damaged."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS

from search_app.glossary.formats.rdf_names import OWN
from search_app.glossary.formats.skos_own import items, own_hints, own_terms
from search_app.glossary.formats.skos_writer import skos_graph
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN, TERMS


def test_a_list_in_a_circle_ends() -> None:
    graph, head, second = Graph(), BNode(), BNode()
    for node, after in ((head, second), (second, head)):
        graph.add((node, RDF.first, Literal("x")))
        graph.add((node, RDF.rest, after))
    assert [str(item) for item in items(graph, head)] == ["x", "x"]
    assert list(items(graph, None)) == []


def test_terms_missing_in_the_order_follow_at_the_end() -> None:
    graph = skos_graph(GLOSSARY, ORIGIN)
    scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
    graph.remove((scheme, OWN.terms, None))
    assert {term.slug for term in own_terms(graph, "a")} == {term.slug for term in TERMS}


def test_an_edited_name_is_read() -> None:
    graph = skos_graph(GLOSSARY, ORIGIN)
    graph.set((URIRef(f"{ORIGIN}/terms/zulu"), SKOS.prefLabel, Literal("Zulu time", lang="en")))
    assert own_terms(graph, "a")[0].name == "Zulu time"


def test_a_graph_without_a_scheme_has_no_hints() -> None:
    assert own_hints(Graph()).title == ""
