"""Sections of imported terms."""

from __future__ import annotations

from search_app.glossary.formats.concepts import Cited, Concept, Text
from search_app.glossary.model import Source
from tests.glossary.formats.concept_import import english, imported


def test_the_first_note_defines_a_term_without_a_definition() -> None:
    result = imported(
        Concept("1", names=english("Eel"), notes=english("First.", "Second.")),
        Concept("2", names=english("Cod"), definitions=english("A.", "B.", "A."), notes=english("Note.")),
    )
    eel, cod = result.terms
    assert (eel.definition, eel.further) == ("First.", (("Note", "Second."),))
    assert (cod.definition, cod.further) == ("A.\n\nB.", (("Note", "Note."),))
    assert any("get their first note in its place: 1 (Eel)" in line for line in result.report.guessed)


def test_sources_become_a_list_of_links() -> None:
    sources = [
        Source("Book [1]"), Source("https://example.org/a_b/"), Source("A *page*", "https://example.org/"),
        Source("bad", "javascript:x"), Source("Book [1]"),
    ]  # fmt: skip
    cited = [*map(Cited, sources), Cited(Source("Kirja"), "fi")]
    (term,) = imported(Concept("1", names=english("Eel"), definitions=english("x"), sources=cited)).terms
    assert term.further == (
        (
            "Sources",
            "- Book [1]\n- [example.org/a_b](https://example.org/a_b/)\n"
            "- [A \\*page\\*](https://example.org/)\n- bad javascript:x",
        ),
    )


def test_hidden_names_become_phrasings() -> None:
    hidden = [Text("eels?", "en"), Text("x" * 121, "en"), Text("ankerias", "fi"), Text("Eel", "en")]
    (term,) = imported(Concept("1", names=english("Eel"), hidden=hidden)).terms
    assert term.asked_as == ("eels?",)
