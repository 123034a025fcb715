"""A further language is one file: a few rules of French are enough to read it."""

from __future__ import annotations

from search_app.language.language import word_table
from tests.language.french import FRENCH


def test_words_are_those_of_the_language() -> None:
    assert [word.surface for word in FRENCH.words("L’employeur d'Amélie")] == ["employeur", "amelie"]


def test_stems_are_those_of_the_language() -> None:
    assert len({FRENCH.stem(word) for word in ("employeur", "employeurs")}) == 1


def test_sentences_end_by_its_abbreviations() -> None:
    assert list(FRENCH.sentences("Demandez à M. Dupont. Les frais, etc. Les taxes.")) == [
        "Demandez à M. Dupont.", "Les frais, etc.", "Les taxes.",
    ]  # fmt: skip


def test_a_table_is_written_as_words() -> None:
    assert word_table("\n le la\n  les ") == {"le", "la", "les"}
