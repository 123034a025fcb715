"""Synonyms are found and highlighted, and rank below the words themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.query.synonyms import SynonymExpander
from tests.search.glossaries import open_reader, publish

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
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows: list[dict[str, object]] = [
        {"slug": name.lower().split()[0], "name": name, "definition": text} for name, text in TEXTS.items()
    ]
    rows[5]["aliases"] = ["car", "horseless carriage"]
    return publish(tmp_path_factory.mktemp("synonyms"), rows, SITE)


@pytest.fixture(scope="module")
def engine(index: Path) -> Engine:
    return Engine.open(index)


def slugs(engine: Engine, q: str) -> list[str]:
    return [hit.slug for hit in engine.search(SearchRequest(q=q)).hits]


def test_the_word_itself_comes_before_its_synonym(engine: Engine) -> None:
    assert slugs(engine, "attorney") == ["retainer", "counsel"]


def test_a_synonym_is_the_reason_and_highlighted(engine: Engine) -> None:
    hit = engine.search(SearchRequest(q="attorney court")).hits[0]
    assert (hit.slug, hit.matched.field, hit.matched.text) == ("counsel", "synonym", "“attorney” → “lawyer”")
    own = engine.search(SearchRequest(q="attorney sum")).hits[0]
    assert (own.slug, own.matched.field) == ("retainer", "definition")  # it has the word itself
    assert "A <mark>lawyer</mark> speaks for you in <mark>court</mark>." in hit.snippet_html


def test_entries_with_all_words_or_synonyms_come_before_those_with_some(engine: Engine) -> None:
    found = engine.search(SearchRequest(q="attorney speaks")).hits
    assert [hit.slug for hit in found] == ["counsel", "retainer"]


def test_several_words_have_synonyms_and_are_synonyms(engine: Engine) -> None:
    assert slugs(engine, "money back") == ["chargeback"]
    assert slugs(engine, "ER") == ["triage"]  # the words of a synonym follow one another


def test_a_word_that_editors_explain_is_no_misspelling(engine: Engine) -> None:
    assert engine.search(SearchRequest(q="er cases")).correction is None


def test_the_names_of_one_term_mean_the_same(engine: Engine) -> None:
    found = engine.search(SearchRequest(q="keep car")).hits
    assert [hit.slug for hit in found[:2]] == ["automobile", "garage"]
    assert "<mark>keep</mark> an <mark>automobile</mark>" in found[1].snippet_html


def test_a_name_with_all_words_is_the_reason_though_it_has_synonyms(engine: Engine) -> None:
    hit = engine.search(SearchRequest(q="automobile shed")).hits[0]
    assert (hit.slug, hit.matched.field) == ("shed", "name")


def expansions(index: Path, typed: str) -> list[tuple[tuple[int, ...], list[str]]]:
    """Return the expansions of a query: the places of the covered stems, and the stems that match them."""
    reader = open_reader(index)
    expander = SynonymExpander(reader.site.synonyms, reader.vocabulary)
    query = AnalyzedQuery(parse_plain(typed, ENGLISH), reader.vocabulary)
    return [
        (covers, [reader.vocabulary.stems.text(stem) for stem in stems]) for covers, stems, *_ in expander.expand(query)
    ]


def test_an_expansion_covers_the_stems_it_matches(index: Path) -> None:
    assert expansions(index, "bank money back") == [((1, 2), ["refund"])]
    assert expansions(index, "bank") == []


def test_other_names_of_one_word_expand_short_queries_only(index: Path) -> None:
    assert expansions(index, "keep car") == [((1,), ["automobil"])]  # the alias of two words is no expansion
    assert expansions(index, "keep car court bank") == []
