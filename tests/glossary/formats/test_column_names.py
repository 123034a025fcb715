"""Names of columns in several languages."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.column_names import is_own, read_name


@pytest.mark.parametrize(
    ("header", "field", "language"),
    [
        ("Term", "name", ""),
        ("TÉRMINO", "name", ""),
        ("Terme", "name", ""),
        ("Fachbegriff", "name", ""),
        ("termo", "name", ""),
        ("Termine", "name", ""),
        ("trefwoord", "name", ""),
        ("Definición", "definition", ""),
        ("Définition", "definition", ""),
        ("Erklärung", "definition", ""),
        ("definição", "definition", ""),
        ("Definizione", "definition", ""),
        ("Omschrijving", "definition", ""),
        ("English_word", "name", "en"),
        ("English_descr", "definition", "en"),
        ("Portuguese_word", "name", "pt"),
        ("LongDescription", "definition", ""),
        ("Definition (EN)", "definition", "en"),
        ("Español", "name", "es"),
        ("EN12", "aliases", "en"),
        ("Synonym 3", "aliases", ""),
        ("See also:", "related", ""),
        ("## Where to go", "## Where to go", ""),
        ("ID", "number", ""),
        ("Amount", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_says_a_field_and_a_language(header: str, field: str, language: str) -> None:
    said = read_name(header)
    assert (said.field, said.language) == (field, language)


def test_our_own_header_is_recognized() -> None:
    assert is_own(["slug", "name", "categories", "definition", "more"])
    assert not is_own(["Slug", "Name", "Categories", "Definition"])
