"""Concepts of foreign SKOS graphs."""

from __future__ import annotations

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SKOS

from search_app.glossary.formats.concepts import Cited, Concept, Text
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.skos_reader import read_concepts
from search_app.glossary.model import Source

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix : <http://e.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
"""


def read(text: str, report: ReportBuilder | None = None) -> dict[str, Concept]:
    graph = Graph().parse(data=HEAD + text, format="turtle")
    return read_concepts(graph, report or ReportBuilder()).concepts


def test_labels_are_found_as_literals_nodes_and_other_properties() -> None:
    concepts = read(""":a a skos:Concept ; xl:prefLabel [ xl:literalForm "Eel"@en ] ; xl:altLabel :l .
        :l xl:literalForm "Anguilla"@la . :b a skos:Concept ; rdfs:label "Cod" . :c skos:prefLabel "Untyped" .
        :d a skos:Concept ; dct:title "Title" ; skos:altLabel "" .""")
    assert {key[13:]: concept.names for key, concept in concepts.items()} == {
        "a": [Text("Eel", "en")], "b": [Text("Cod")], "c": [Text("Untyped")], "d": [Text("Title")],
    }  # fmt: skip
    assert concepts["http://e.org/a"].aliases == [Text("Anguilla", "la")]
    assert concepts["http://e.org/d"].aliases == []


def test_definitions_may_be_nodes_or_descriptions() -> None:
    concepts = read(""":a skos:prefLabel "A" ; skos:definition [ rdf:value "Node."@en ; dct:source :x ] .
        :b skos:prefLabel "B" ; rdfs:comment "Comment." . :c skos:prefLabel "C" ; skos:definition :nothing .""")
    texts = [[text.value for text in concept.definitions] for concept in concepts.values()]
    assert texts == [["Node."], ["Comment."], []]


def test_narrower_is_the_other_side_of_broader() -> None:
    concepts = read(":a skos:prefLabel 'A' ; skos:narrower :b , :gone . :b skos:prefLabel 'B' .")
    assert concepts["http://e.org/b"].broader == ["http://e.org/a"]


def test_sources_are_texts_addresses_or_described_nodes() -> None:
    concepts = read(""":a skos:prefLabel "A" ; dct:source "Book", <http://e.org/page>,
        [ schema:name "Page" ; schema:url "http://e.org/2" ] .""")
    assert concepts["http://e.org/a"].sources == [
        Cited(Source("Book")), Cited(Source("", "http://e.org/page")), Cited(Source("Page", "http://e.org/2")),
    ]  # fmt: skip


def test_deprecation_and_dates_are_read() -> None:
    (concept,) = read(':a skos:prefLabel "A" ; owl:deprecated true ; dct:isReplacedBy :b ; dct:created "2020" ;'
                      ' dct:modified "2021-02-03" ; dct:identifier "id-a" .').values()  # fmt: skip
    assert (concept.deprecated, concept.successor, concept.modified, concept.identifier) == (
        True, "http://e.org/b", "2021-02-03", "id-a",
    )  # fmt: skip


def test_collections_are_groups_and_several_schemes_are_where_there_are_none() -> None:
    concepts = ":a a skos:Concept ; skos:prefLabel 'A' ; skos:inScheme :s . :b a skos:Concept ; skos:topConceptOf :t ."
    schemes = ":s a skos:ConceptScheme ; dct:title 'First' ; dct:description 'D' . :t a skos:ConceptScheme ."
    ordered = (
        ":o a skos:OrderedCollection ; skos:prefLabel 'Ordered' ; skos:memberList ( :b :a ) . :e a skos:Collection ."
    )
    for text, groups in ((schemes, {"First": "D", "T": ""}), (schemes + ordered, {"Ordered": ""})):
        file = read_concepts(Graph().parse(data=HEAD + concepts + text, format="turtle"), ReportBuilder())
        found = {
            group.names[0].value: "".join(each.value for each in group.descriptions) for group in file.groups.values()
        }
        assert found == groups
        assert all(concept.categories for concept in file.concepts.values())
        assert file.titles == [Text("First")]


def test_a_property_whose_address_is_damaged_is_reported() -> None:
    report = ReportBuilder()
    graph = Graph()
    concept = URIRef("http://e.org/a")
    graph.add((concept, SKOS.prefLabel, Literal("A")))
    graph.add((concept, URIRef("http://e.org/os: <http://e.org/x"), Literal("B")))
    assert list(read_concepts(graph, report).concepts) == ["http://e.org/a"]
    assert "values of the property <http://e.org/os: <http://e.org/x>: 1" in map(str, report.report().not_taken)


def test_what_is_not_read_is_counted_and_named() -> None:
    report = ReportBuilder()
    read(""":a skos:prefLabel "A" ; skos:notation "12.3" ; skos:exactMatch :x ; skos:closeMatch :y ; :colour "red" ;
        skos:changeNote "c" ; skos:editorialNote "e" ; skos:historyNote "h" ; rdfs:seeAlso :z .""", report)  # fmt: skip
    assert {str(tally) for tally in report.report().not_taken} == {
        "notations: 1 (12.3)", "matches in other vocabularies: 2 (http://e.org/x, http://e.org/y)",
        "change notes: 1 (c)",
        "editorial notes: 1 (e)", "history notes: 1 (h)", "values of the property :colour: 1",
        "values of the property rdfs:seeAlso: 1",
    }  # fmt: skip
