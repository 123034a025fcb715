"""DefinedTermSet of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest

from search_app.glossary.formats.exchange import ReadOptions
from search_app.glossary.formats.schema_org import read_defined_terms
from search_app.glossary.formats.skos import JSON_LD
from tests.glossary.formats.hostile import check_result, mutated, no_network, read

SET: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "DefinedTermSet",
    "name": "Fish words",
    "inLanguage": "en",
    "hasDefinedTerm": [
        {"@type": "DefinedTerm", "name": "Eel", "termCode": "E1", "description": "A <b>fish</b>.",
          "alternateName": ["Anguilla"]},
        {"@type": "DefinedTerm", "@id": "#cod", "name": "Cod",
         "description": {"@value": "Fisch", "@language": "de"}, "image": "x"},
    ],
}  # fmt: skip


def result_of(document: Any) -> Any:
    return read_defined_terms(json.dumps(document).encode(), "a.jsonld", ReadOptions())


def test_a_set_with_its_terms_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    result = read(JSON_LD, json.dumps(SET))
    eel, cod = result.terms
    assert (eel.name, eel.slug, eel.aliases, eel.definition) == ("Eel", "eel", ("Anguilla",), "A fish.")
    assert (cod.name, cod.definition) == ("Cod", "")
    assert result.site_hints.title == "Fish words"
    assert {str(each) for each in result.report.not_taken} == {
        "values of the property image: 1", "texts in other languages: 1 (Fisch (de))",
    }  # fmt: skip


@pytest.mark.parametrize(
    "context", ["http://schema.org/", {"@vocab": "https://schema.org/"}, {"s": "https://schema.org/"}]
)
def test_a_graph_of_terms_that_name_their_set_is_read(context: Any) -> None:
    prefix = "https://schema.org/" if isinstance(context, dict) and "s" in context else ""
    graph = [
        {"@id": "#sea", "@type": f"{prefix}DefinedTermSet", f"{prefix}name": "Sea"},
        {"@id": "#land", "@type": f"{prefix}DefinedTermSet", f"{prefix}name": "Land"},
        {"@type": [f"{prefix}DefinedTerm"], f"{prefix}name": ["Cod"], f"{prefix}inDefinedTermSet": {"@id": "#sea"}},
        {"@type": f"{prefix}CategoryCode", f"{prefix}name": "Fox", f"{prefix}inCodeSet": "#land"},
        {"@type": f"{prefix}DefinedTerm", "@id": "#only-a-reference"},
    ]
    result = result_of({"@context": context, "@graph": graph})
    assert [(term.name, term.categories) for term in result.terms] == [("Cod", ("sea",)), ("Fox", ("land",))]


def test_any_other_document_is_none() -> None:
    for document in ({"@type": "Person", "name": "X"}, [], "x", {"name": "DefinedTerm"}, {"@type": "DefinedTerm"}):
        assert result_of(document) is None
    assert read_defined_terms(b"{", "a", ReadOptions()) is None
    assert read_defined_terms(b"[" * 100_000, "a", ReadOptions()) is None


def test_damaged_sets_end_in_terms_or_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    no_network(monkeypatch)
    for data in mutated(json.dumps(SET).encode()):
        check_result(read(JSON_LD, data))
