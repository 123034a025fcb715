"""Other words for what was typed: found, marked and told, and never before the words themselves."""

from __future__ import annotations

import json

import pytest

from search_app.search import Engine, SearchRequest, build

SITE = """
title = "Words"

[synonyms]
attorney = ["lawyer"]
"money back" = ["refund"]
ER = ["emergency room"]

[[categories]]
slug = "law"
name = "Law"
"""
TEXTS = {
    "Counsel": "A lawyer speaks for you in court.",
    "Retainer": "A sum for an attorney who stays ready.",
    "Chargeback": "A refund that the bank takes from the shop.",
    "Triage": "In the emergency room the worst cases go before others.",
    "Vestibule": "A room to wait in; an emergency leads elsewhere.",
    "Automobile": "A machine on wheels.",
    "Garage": "A place to keep an automobile.",
    "Shed for an Automobile": "A roof on posts.",
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("synonyms")
    rows = [
        {"slug": name.lower().split()[0], "name": name, "categories": ["law"], "definition": text}
        for name, text in TEXTS.items()
    ]
    rows[5]["aliases"] = ["car", "horseless carriage"]
    (folder / "words.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (folder / "glossary.toml").write_text(SITE)
    build(folder / "words.jsonl", folder / "index")
    return Engine.open(folder / "index")


def slugs(engine: Engine, q: str) -> list[str]:
    return [hit.slug for hit in engine.search(SearchRequest(q=q)).hits]


def test_the_word_itself_comes_before_what_stands_for_it(engine: Engine) -> None:
    assert slugs(engine, "attorney") == ["retainer", "counsel"]


def test_a_synonym_is_told_and_marked(engine: Engine) -> None:
    hit = engine.search(SearchRequest(q="attorney court")).hits[0]
    assert (hit.slug, hit.matched.field) == ("counsel", "definition")
    assert "A <mark>lawyer</mark> speaks for you in <mark>court</mark>." in hit.snippet_html


def test_all_words_with_help_come_before_some_of_them(engine: Engine) -> None:
    found = engine.search(SearchRequest(q="attorney speaks")).hits
    assert [hit.slug for hit in found] == ["counsel", "retainer"]


def test_several_words_have_synonyms_and_are_some(engine: Engine) -> None:
    assert slugs(engine, "money back") == ["chargeback"]
    assert slugs(engine, "ER") == ["triage"]  # the words of a synonym follow one another


def test_a_word_that_editors_explain_is_no_misspelling(engine: Engine) -> None:
    assert engine.search(SearchRequest(q="er cases")).correction is None


def test_the_names_of_one_term_mean_the_same(engine: Engine) -> None:
    found = engine.search(SearchRequest(q="keep car")).hits
    assert found[0].slug == "garage"
    assert "<mark>keep</mark> an <mark>automobile</mark>" in found[0].snippet_html


def test_a_name_that_holds_all_words_is_the_reason_though_others_stand_for_them(engine: Engine) -> None:
    hit = engine.search(SearchRequest(q="automobile shed")).hits[0]
    assert (hit.slug, hit.matched.field) == ("shed", "name")
