"""SKOS in three syntaxes: nothing is lost on the way out and back, and hostile files end in a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from search_app.errors import LibraryMissing
from search_app.glossary.formats.exchange import Format, ReadOptions
from search_app.glossary.formats.file_content import LARGEST
from search_app.glossary.formats.skos import JSON_LD, RDF_XML, TURTLE
from search_app.glossary.source import read_glossary
from tests.conftest import ROOT
from tests.glossary.formats.every_field import GLOSSARY, ORIGIN, TERMS
from tests.glossary.formats.hostile import check_result, mutated, no_network, read

FORMATS = pytest.mark.parametrize("format_", [TURTLE, JSON_LD, RDF_XML], ids=lambda each: each.name)

SMALL = {
    "turtle": b"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/#> .
:a a skos:Concept ; skos:prefLabel "Apple"@en, "Apfel"@de ; skos:broader :b ; skos:definition "A \\"fruit\\"."@en .
:b a skos:Concept ; skos:prefLabel "Fruit"@en ; skos:related :a ; skos:note [ skos:note ( "x" "y" ) ] .
:c a skos:Collection ; skos:prefLabel "Food"@en ; skos:member :a , :b .
""",
    "json-ld": b"""{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "x": "http://example.org/"},
 "@graph": [{"@id": "x:a", "@type": "skos:Concept", "skos:prefLabel": {"@value": "Apple", "@language": "en"},
 "skos:definition": ["A fruit."], "skos:broader": {"@id": "x:b"}},
 {"@id": "x:b", "@type": "skos:Concept", "skos:prefLabel": "Fruit", "skos:notation": {"@list": [1, 2.5, true]}}]}""",
    "rdf-xml": b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF [ <!ENTITY skos "http://www.w3.org/2004/02/skos/core#"> <!ENTITY apple 'Apple'> ]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="&skos;" xml:base="http://example.org/">
 <skos:Concept rdf:about="#a"><skos:prefLabel xml:lang="en">&apple;</skos:prefLabel>
  <skos:definition xml:lang="en">A fruit &amp; more.</skos:definition><skos:broader rdf:resource="#b"/></skos:Concept>
 <rdf:Description rdf:about="#b"><rdf:type rdf:resource="&skos;Concept"/><skos:prefLabel>Fruit</skos:prefLabel>
  <skos:note rdf:parseType="Literal"><b>x</b></skos:note></rdf:Description>
</rdf:RDF>""",
}  # fmt: skip


def exported(format_: Format) -> bytes:
    out = io.BytesIO()
    assert format_.write
    format_.write(GLOSSARY, out, ORIGIN)
    return out.getvalue()


@FORMATS
def test_every_field_returns_as_it_was(format_: Format) -> None:
    result = read(format_, exported(format_))
    assert result.faults == ()
    assert result.terms == TERMS
    assert result.site_hints.title == GLOSSARY.site.title
    assert result.site_hints.categories == GLOSSARY.site.categories
    assert result.site_hints.language == "en"


def test_the_terms_of_this_glossary_return_as_they_were() -> None:
    glossary = read_glossary(ROOT / "terms")
    out = io.BytesIO()
    assert TURTLE.write
    TURTLE.write(glossary, out, ORIGIN)
    assert read(TURTLE, out.getvalue()).terms == glossary.terms


@FORMATS
def test_a_small_foreign_file_is_read(format_: Format) -> None:
    result = read(format_, SMALL[format_.name])
    assert result.faults == ()
    apple, fruit = result.terms
    assert (apple.name, apple.broader, fruit.name) == ("Apple", ("fruit",), "Fruit")


@FORMATS
def test_damaged_files_end_in_terms_or_a_sentence(format_: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    for data in mutated(SMALL[format_.name]):
        check_result(read(format_, data))


@FORMATS
def test_damaged_exports_end_in_terms_or_a_sentence(format_: Format, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    whole = exported(format_)
    for data in mutated(whole, seed=19, count=15):
        check_result(read(format_, data))


@FORMATS
def test_empty_large_missing_and_binary_files_end_in_a_sentence(format_: Format, tmp_path: Path) -> None:
    assert format_.read
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    for data, part in ((b" \n", "is empty"), (large, "the limit is"), (tmp_path / "none", "cannot be read")):
        (fault,) = format_.read(data, "a", ReadOptions()).faults
        assert part in fault.message
    check_result(read(format_, bytes(range(256)) * 40))


@pytest.mark.parametrize("brackets", ["[", "(", "[ <http://example.org/p> "])
def test_deep_turtle_ends_in_a_sentence(brackets: str) -> None:
    for depth in (99, 101, 50_000):
        result = read(TURTLE, "<http://example.org/a> <http://example.org/b> " + brackets * depth)
        check_result(result)
    assert "levels deep" in result.faults[0].message


def test_brackets_in_strings_do_not_count() -> None:
    text = f'"{"[(" * 300}" , """ {"[" * 300} " """ , \'{"(" * 300}\'  # {"[" * 300}\n .'
    assert read(TURTLE, SMALL["turtle"].decode() + ":a skos:altLabel " + text).faults == ()


def test_deep_json_ends_in_a_sentence() -> None:
    for depth in (101, 100_000):
        for opening, closing in (("[", "]"), ('{"a":', "}")):
            (fault,) = read(JSON_LD, opening * depth + "1" + closing * depth).faults
            assert "deep" in fault.message


def test_deep_rdf_xml_ends_in_a_sentence() -> None:
    head = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
    check_result(read(RDF_XML, head + b"<a:b>" * 100_000))


@pytest.mark.parametrize(
    "context",
    [
        '"https://example.org/context.jsonld"', '["https://example.org/c", {}]', '{"@import": "https://example.org/c"}',
        '{"a": {"@id": "http://a/", "@context": "https://example.org/c"}}',
    ],
)  # fmt: skip
def test_a_remote_context_is_refused(context: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    (fault,) = read(JSON_LD, f'{{"@context": {context}, "a": {{"b": 1}}}}').faults
    assert "nothing is fetched" in fault.message


def test_a_broken_statement_of_turtle_is_left_out() -> None:
    lines = SMALL["turtle"].decode().splitlines()
    lines.insert(2, ':z skos:prefLabel "Zed"@en\n    skos:altLabel "No semicolon." .')
    result = read(TURTLE, "\n".join(lines))
    assert [term.name for term in result.terms] == ["Apple", "Fruit"]
    (fault,) = result.faults
    assert "the statement that begins on line 3 is left out" in fault.message


def test_many_broken_statements_refuse_a_file() -> None:
    result = read(TURTLE, ":a :b . \n" * 40)
    assert result.terms == ()
    assert "more errors" in result.faults[-1].message


def test_without_the_library_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("search_app.glossary.formats.skos_")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rdflib", None)
    with pytest.raises(LibraryMissing, match=r'pip install "commerceguard-glossary\[exchange\]"'):
        read(TURTLE, SMALL["turtle"])
    with pytest.raises(LibraryMissing):
        exported(RDF_XML)


def test_skosify_has_no_complaint(tmp_path: Path) -> None:
    file = tmp_path / "glossary.ttl"
    file.write_bytes(exported(TURTLE))
    done = subprocess.run(
        [sys.executable, "-m", "skosify.cli", "--debug", str(file), "-o", str(tmp_path / "out.ttl")],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "WARNING" not in done.stderr + done.stdout
    assert "ERROR" not in done.stderr + done.stdout
