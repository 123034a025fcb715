"""Names and slugs of imported terms."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.concept_names import LONGEST_NAME, NameRegister, is_wordy, short_slug
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.naming import is_slug


@pytest.fixture
def names() -> NameRegister:
    return NameRegister(ReportBuilder())


def test_an_identifier_of_words_is_the_slug(names: NameRegister) -> None:
    assert names.slug("Theft of wages", "wage-theft") == "wage-theft"
    assert names.slug("Theft of wages", "c-1203") == "theft-of-wages"
    assert names.slug("\u0632\u0643\u0627\u0629", "http://a/Zakat") == "\u0632\u0643\u0627\u0629"
    assert names.slug("@", "x-1") == "x-1"
    assert names.slug("@", "") == "term"


def test_long_slugs_are_cut_at_a_hyphen_and_stay_slugs() -> None:
    for name in ("word " * 40, "x" * 300, "\u0632\u0643\u0627\u0629 " * 60):
        slug = short_slug(name)
        assert 0 < len(slug) <= 80
        assert is_slug(slug)
    assert not is_wordy("a" * 81)


def test_long_names_are_cut(names: NameRegister) -> None:
    first, second = (names.name("A very long name " * 20, ()) for _ in range(2))
    assert len(first) <= LONGEST_NAME
    assert first.endswith("name…")
    assert first != second
    assert len(second) <= LONGEST_NAME


def test_many_terms_of_one_name_are_numbered(names: NameRegister) -> None:
    found = [names.name("Bank", ()) for _ in range(20_000)]
    assert found[:3] == ["Bank", "Bank (2)", "Bank (3)"]
    assert len(set(found)) == len(found)


def test_an_alias_belongs_to_one_term(names: NameRegister) -> None:
    names.name("Eel", ())
    names.name("Cod", ())
    assert names.aliases(["eel", "Anguilla", "ANGUILLA", "cod", "x" * 121, " "], "Eel") == ("Anguilla",)
    assert names.aliases(["Anguilla", "Codfish"], "Cod") == ("Codfish",)
