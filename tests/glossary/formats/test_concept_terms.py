"""Concepts of foreign files become terms."""

from __future__ import annotations

from search_app.glossary.formats.concepts import Concept, Text
from search_app.glossary.model import DEPRECATED, DRAFT, PREFERRED
from tests.glossary.formats.concept_import import counted, english, imported


def test_names_texts_and_relations_become_fields() -> None:
    eel = Concept(
        "1", names=english("Eel"), aliases=english("Anguilla", "eel"), hidden=english("eal", "Eel"),
        definitions=english("A *fish*."), examples=english("One."), related=["2"], broader=["3"],
        modified="2026-01-02T10:00",
    )  # fmt: skip
    result = imported(eel, Concept("2", names=english("Cod")), Concept("3", names=english("Fish")))
    term = result.terms[0]
    assert (term.slug, term.name, term.aliases, term.asked_as) == ("eel", "Eel", ("Anguilla",), ("eal",))
    assert (term.definition, term.examples) == (r"A \*fish\*.", ("One.",))
    assert (term.related, term.broader, term.updated) == (("cod",), ("fish",), "2026-01-02")
    assert {str(tally) for tally in result.report.taken} >= {"terms: 3", "related terms: 1", "broader terms: 1"}


def test_a_concept_without_a_name_is_left_out_and_named() -> None:
    result = imported(Concept("http://a/1", names=english(" ")), Concept("2", names=english("Cod")))
    assert [term.name for term in result.terms] == ["Cod"]
    assert "concepts without a name: 1 (http://a/1)" in map(str, result.report.not_taken)


def test_a_file_without_concepts_is_a_fault() -> None:
    (fault,) = imported().faults
    assert str(fault).startswith("fish_words.ttl:1: contains no concept")


def test_deprecated_concepts_need_a_successor() -> None:
    result = imported(
        Concept("1", names=english("Old"), definitions=english("x"), deprecated=True, successor="3"),
        Concept("2", names=english("Older"), definitions=english("x"), deprecated=True, successor="9"),
        Concept("3", names=english("New"), definitions=english("x")),
        Concept("4", names=english("Empty")),
    )
    assert [(term.status, term.successor) for term in result.terms] == [
        (DEPRECATED, "new"), (DRAFT, ""), (PREFERRED, ""), (DRAFT, ""),
    ]  # fmt: skip
    assert counted(result) == {"successors that are not among the terms": 1}
    assert any("which become drafts: 1 (Older)" in line for line in result.report.guessed)


def test_two_concepts_of_one_name_are_told_apart() -> None:
    first = Concept("1", names=english("Bank"), definitions=english("x"))
    second = Concept("2", names=english("Bank"), broader=["3"])
    result = imported(first, second, Concept("3", names=english("River")), Concept("4", names=english("bank")))
    assert [(term.name, term.slug) for term in result.terms] == [
        ("Bank", "bank"), ("Bank (River)", "bank-river"), ("River", "river"), ("bank (2)", "bank-2"),
    ]  # fmt: skip


def test_one_language_is_chosen_for_each_concept() -> None:
    carp = Concept(
        "1", names=[Text("Karpfen", "de"), Text("Carp", "en"), Text("carpe", "fr-CA")],
        definitions=[Text("Ein Fisch.", "de"), Text("A fish.", "en")], examples=[Text("Beispiel.", "de")],
    )  # fmt: skip
    pike = Concept("2", names=[Text("Hauki", "fi")], definitions=[Text("Kala.", "fi"), Text("A fish.", "en")])
    result = imported(carp, pike)
    assert [(term.name, term.definition) for term in result.terms] == [("Carp", "A fish."), ("Hauki", "Kala.")]
    assert counted(result) == {"names in other languages": 2, "texts in other languages": 3}
    german = imported(carp, pike, language="de-AT")
    assert [term.name for term in german.terms] == ["Karpfen", "Hauki"]
    assert german.terms[0].examples == ("Beispiel.",)
    assert [term.name for term in imported(carp, language="fr").terms] == ["carpe"]
