"""Import a SKOS graph: terms that the glossary wrote, or else the concepts of somebody else."""

from __future__ import annotations

from dataclasses import replace

from rdflib import Graph
from rdflib.namespace import RDF, SKOS

from search_app.glossary.formats.concept_terms import import_concepts
from search_app.glossary.formats.exchange import ImportResult, ReadOptions
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.own_terms import import_own
from search_app.glossary.formats.rdf_names import OWN
from search_app.glossary.formats.rdf_syntax import read_graph
from search_app.glossary.formats.skos_own import own_hints, own_terms
from search_app.glossary.formats.skos_reader import read_concepts


def import_graph(data: bytes, syntax: str, shown: str, options: ReadOptions) -> ImportResult:
    """Return the terms in `data`; `shown` is the file's name in faults."""
    parsed = read_graph(data, syntax, shown)
    if parsed.graph is None:
        return ImportResult(faults=parsed.faults)
    result = _terms(parsed.graph, shown, options)
    return replace(result, faults=(*parsed.faults, *result.faults))


def _terms(graph: Graph, shown: str, options: ReadOptions) -> ImportResult:
    report = ReportBuilder()
    if terms := own_terms(graph, shown):
        foreign = set(graph.subjects(RDF.type, SKOS.Concept)) - set(graph.subjects(RDF.type, OWN.Term))
        report.leave_all("concepts that no glossary of this kind has written", sorted(map(str, foreign)))
        return import_own(terms, own_hints(graph), report)
    return import_concepts(read_concepts(graph, report), options, report, shown)
