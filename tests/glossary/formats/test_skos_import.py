"""Our exports and foreign graphs are told apart."""

from __future__ import annotations

import io

from search_app.glossary.formats.exchange import ReadOptions
from search_app.glossary.formats.skos_import import import_graph
from search_app.glossary.formats.skos_writer import write_skos
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN, TERMS

SKOS = b"http://www.w3.org/2004/02/skos/core#"
FOREIGN = b'<http://a/> a <%sConcept> ; <%sprefLabel> "X" .' % (SKOS, SKOS)


def test_foreign_concepts_in_an_export_are_left_out_and_named() -> None:
    out = io.BytesIO()
    write_skos(GLOSSARY, out, ORIGIN, "turtle")
    result = import_graph(out.getvalue() + FOREIGN, "turtle", "a.ttl", ReadOptions())
    assert result.terms == TERMS
    assert [str(each) for each in result.report.not_taken] == [
        "concepts that no glossary of this kind has written: 1 (http://a/)"
    ]


def test_a_foreign_graph_is_imported_with_the_faults_of_its_syntax() -> None:
    result = import_graph(FOREIGN + b"\n:broken :statement :here .", "turtle", "a.ttl", ReadOptions())
    assert [term.name for term in result.terms] == ["X"]
    assert [fault.line for fault in result.faults] == [2]
