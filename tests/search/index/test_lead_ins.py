"""Lead-ins: found like names, below all names, and named nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.model import LeadIn
from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest, build
from search_app.search.index.lead_ins import words_of_lead_ins
from search_app.search.index.names import NameKind
from search_app.search.results.model import Matched
from tests.search.glossaries import open_reader

VOCABULARY = """
[[word]]
said = ["DoorDash", "Uber Eats"]
terms = ["gig", "tips"]
reason = "a delivery app"

[[word]]
said = ["FLSA"]
terms = ["wage", "tips"]
reason = "a law on pay"

[[word]]
said = ["MyLife"]
terms = ["broker"]
reason = "a site with records"

[[word]]
said = ["gig", "work", "task"]
terms = ["wage", "tips"]
reason = "what is paid"

[[word]]
said = ["ring"]
terms = ["broker"]
reason = "a maker of doorbells"
alone = true
"""
ROWS = """
{"slug": "broker", "name": "Data Broker", "categories": ["law"], "definition": "It sells records of your life."}
{"slug": "gig", "name": "Gig Work", "categories": ["law"], "definition": "Work by the task, found by phone."}
{"slug": "ringer", "name": "Rings", "categories": ["law"], "definition": "Gold worn on a finger."}
{"slug": "tips", "name": "Tip Pooling", "categories": ["money"], "definition": "Sharing what guests leave."}
{"slug": "wage", "name": "Minimum Wage", "aliases": ["wage floor"], "categories": ["law"], "definition": "Least pay."}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lead-ins")
    (folder / "terms.jsonl").write_text(ROWS.strip())
    (folder / "vocabulary.toml").write_text(VOCABULARY)
    build(folder / "terms.jsonl", folder / "index")
    return folder


@pytest.fixture(scope="module")
def engine(folder: Path) -> Engine:
    return Engine.open(folder / "index")


def found(engine: Engine, q: str) -> list[str]:
    page = engine.search(SearchRequest(q=q))
    assert page.correction is None
    return [hit.slug for hit in page.hits if hit.matched.field == "vocabulary"]


@pytest.mark.parametrize(
    ("q", "slugs"),
    [
        ("doordash", ["gig", "tips"]),
        ("door dash", ["gig", "tips"]),
        ("the DoorDashes", ["gig", "tips"]),
        ("what does FLSA stand for", ["wage", "tips"]),
        ("flsa doordash", ["tips", "gig", "wage"]),  # what both lead to comes first
        ("doordash pooling", ["tips", "gig"]),  # a name with the other word comes first
        ("mylife", ["broker"]),
        ("ring", ["broker"]),
        ("lost my life", []),  # not MyLife
        ("ring finger", []),  # only alone
    ],
)
def test_a_query_finds_them_whole_and_inside(engine: Engine, q: str, slugs: list[str]) -> None:
    assert found(engine, q) == slugs


def test_the_reason_says_what_the_word_means(engine: Engine) -> None:
    assert engine.search(SearchRequest(q="uber eats")).hits[0].matched == Matched(
        "vocabulary", "Uber Eats: a delivery app"
    )


def test_the_editors_order_holds_in_a_category_and_sort_order(engine: Engine) -> None:
    page = engine.search(SearchRequest(q="FLSA", categories=("law", "money")))
    assert [hit.slug for hit in page.hits] == ["wage", "tips"]


def test_a_mistyped_lead_in_is_corrected_to_it(engine: Engine) -> None:
    page = engine.search(SearchRequest(q="doordahs"))
    assert (page.hits[0].slug, page.correction and page.correction.to) == ("gig", "doordash")


def test_suggestions_follow_the_editors_after_all_names(engine: Engine) -> None:
    assert [(each.slug, each.matched.text) for each in engine.suggest("doord")] == [
        ("gig", "DoorDash: a delivery app"),
        ("tips", "DoorDash: a delivery app"),
    ]
    assert [each.slug for each in engine.suggest("ring")] == ["broker", "ringer"]  # a whole word comes first
    assert [each.slug for each in engine.suggest("rin")] == ["ringer", "broker"]


def test_they_name_nothing_else(folder: Path, engine: Engine) -> None:
    reader = open_reader(folder / "index")
    assert reader.alphabetical.letters() == {"d": 1, "g": 1, "m": 1, "r": 1, "t": 1, "w": 1}
    assert [name for name, _ in engine.names("d", 0, 9)] == ["Data Broker"]
    assert engine.redirect("doordash") is None
    assert engine.redirect("wage-floor") == "wage"
    assert reader.vocabulary.names.names_of_same_entry("FLSA") == []
    assert reader.vocabulary.names.names_of_same_entry("wage floor") == ["Minimum Wage", "wage floor"]
    assert "DoorDash" not in engine.entry("gig").aliases


def test_a_changed_vocabulary_renders_no_term(folder: Path, tmp_path: Path) -> None:
    terms, index = tmp_path / "terms.jsonl", tmp_path / "index"
    terms.write_text(ROWS.strip())
    build(terms, index)
    assert found(Engine.open(index), "FLSA") == []
    (tmp_path / "vocabulary.toml").write_text(VOCABULARY)
    report = build(terms, index)
    assert (report.rendered, found(Engine.open(index), "FLSA")) == (0, ["wage", "tips"])


def test_words_in_capitals_and_short_ones_are_no_corrections() -> None:
    lead_in = LeadIn(("EMTALA", "Uber Eats", "DoorDash"), ("gig",), "a word")
    assert list(words_of_lead_ins([lead_in], ENGLISH)) == ["doordash"]
    assert NameKind.LEAD_IN.field == "vocabulary"


def test_a_longer_name_comes_before_lead_ins_that_are_all_of_a_query(engine: Engine) -> None:
    assert engine.search(SearchRequest("gig work task")).hits[0].slug == "gig"
    assert engine.search(SearchRequest("work task")).hits[0].matched.field == "vocabulary"
