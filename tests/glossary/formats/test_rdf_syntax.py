"""Graphs of three syntaxes."""

from __future__ import annotations

import io

import pytest
from rdflib import Graph, URIRef

from search_app.glossary.formats.rdf_syntax import (
    JSON_LD,
    RDF_XML,
    TURTLE,
    NotRdf,
    read_graph,
    read_json,
    remote_contexts,
    write_graph,
)  # fmt: skip

DATA = '<http://a/s> <http://a/p> "á", 1, <http://a/o>, ( "x" "y" ) .'


@pytest.mark.parametrize("syntax", [TURTLE, JSON_LD, RDF_XML])
def test_a_graph_returns_as_it_was(syntax: str) -> None:
    graph = read_graph(DATA.encode(), TURTLE, "a.ttl").graph
    assert graph is not None
    out = io.BytesIO()
    write_graph(graph, out, syntax)
    again = read_graph(out.getvalue(), syntax, "a").graph
    assert again is not None
    assert again.isomorphic(graph)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert read_graph(DATA.encode(encoding), TURTLE, "a.ttl").graph


def test_errors_have_their_line() -> None:
    cases = (
        (b'<http://a/s> <http://a/p>\n"\xff" .', TURTLE, 2, "UTF-8"),
        (b'{"a":\n\n}', JSON_LD, 3, "JSON"),
        (b"<a>\n</b>", RDF_XML, 2, "XML"),
    )
    for data, syntax, line, part in cases:
        (fault,) = read_graph(data, syntax, "a").faults
        assert (fault.line, part in fault.message) == (line, True)


def test_values_of_a_wrong_datatype_are_read_silently(capfd: pytest.CaptureFixture[str]) -> None:
    data = b'<http://a/s> <http://a/p> "soon"^^<http://www.w3.org/2001/XMLSchema#date> .'
    graph = read_graph(data, TURTLE, "a").graph
    assert isinstance(graph, Graph)
    assert str(graph.value(URIRef("http://a/s"), URIRef("http://a/p"))) == "soon"
    assert capfd.readouterr().err == ""


def test_contexts_outside_of_a_document_are_found_at_any_depth() -> None:
    document = {
        "@context": ["http://a/", {"b": {"@context": "http://b/"}}],
        "c": [{"@context": {"@import": "http://c/"}}],
    }
    assert sorted(remote_contexts(document)) == ["http://a/", "http://b/", "http://c/"]
    assert list(remote_contexts({"@context": {"a": "http://a/"}, "b": "http://b/"})) == []


@pytest.mark.parametrize("text", ["[" * 101 + "]" * 101, "[" * 100_000, "1" * 5_000, "{", ""])
def test_unreadable_json_is_refused(text: str) -> None:
    with pytest.raises(NotRdf):
        read_json(text.encode())
