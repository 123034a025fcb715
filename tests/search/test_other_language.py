"""A glossary in a language that the package has no rules of: everything follows the language of the glossary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.language import languages
from search_app.search import Engine, SearchRequest, build
from tests.language.french import FRENCH

SITE = """
title = "Glossaire"
[languages]
fr = "Français"
[[categories]]
slug = "droit"
name = "Droit"
[synonyms]
boulot = ["travail"]
"""
ROWS = [
    {
        "slug": "franchise",
        "name": "Franchise",
        "aliases": ["les frais à ma charge"],
        "asked_as": ["que payer avant l'assurance"],
        "definition": "La franchise est payée avant l'assurance. M. Dupont la paie en janvier.",
    },
    {"slug": "tribunal", "name": "Tribunal", "definition": "Un lieu où l'on juge. Les tribunaux sont publics."},
    {"slug": "prime", "name": "Prime", "definition": "Le prix de l'assurance. Un tribunal peut la contrôler."},
    {"slug": "contrat", "name": "Contrat de travail", "definition": "Une promesse pour un chantier ou un bureau."},
]


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setitem(languages.LANGUAGES, "fr", FRENCH)
    (tmp_path / "glossary.toml").write_text(SITE)
    rows = [json.dumps({"categories": ["droit"], **row}) for row in ROWS]
    (tmp_path / "terms.jsonl").write_text("\n".join(rows))
    build(tmp_path / "terms.jsonl", tmp_path / "index")
    return Engine.open(tmp_path / "index")


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("franchise", "franchise"),
        ("définition de la franchise", "franchise"),
        ("Expliquez l'franchise", "franchise"),
        ("frais charge", "franchise"),
        ("les tribunaux", "tribunal"),
        ("payer avant assurance", "franchise"),
        ("contrats de travaux", "contrat"),
        ("buro", "contrat"),
        ("boulot", "contrat"),
    ],
)
def test_queries_are_read_by_the_rules_of_the_language(french: Engine, query: str, slug: str) -> None:
    assert french.search(SearchRequest(query)).hits[0].slug == slug


def test_a_common_word_of_the_language_is_no_misspelling(french: Engine) -> None:
    assert french.search(SearchRequest("bonjour tribunal")).correction is None


def test_texts_follow_the_language(french: Engine) -> None:
    assert french.language == "fr"
    assert french.entry("franchise").summary == "La franchise est payée avant l'assurance."
    assert french.entry("franchise").passages[0].text.count("M. Dupont") == 1
    assert french.entry("prime").mentions == ("tribunal",)
    assert [each.slug for each in french.suggest("payer av")] == ["franchise"]
    assert [each.slug for each in french.search(SearchRequest("franchise ou prime")).compared] == ["franchise", "prime"]


def test_a_comparison_needs_the_words_of_the_language(french: Engine) -> None:
    assert french.search(SearchRequest("franchise or prime")).compared == ()
