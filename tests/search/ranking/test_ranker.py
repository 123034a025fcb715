from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search import Engine, SearchRequest
from search_app.search.index import generations
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.query.plain import parse_plain
from search_app.search.ranking.name_matches import match_names
from search_app.search.ranking.ranker import ENOUGH, FLOOR, wanted_entries
from search_app.search.retrieval.text_index import NamedAs, Tier, WantedEntries
from tests.search.glossaries import Row, publish

SYNONYMS = """
title = "Words"
[synonyms]
attorney = ["lawyer"]
[[categories]]
slug = "law"
name = "Law"
"""


@pytest.fixture
def vocabulary_alone(tiny_index: Path, tmp_path: Path) -> Vocabulary:
    """The vocabulary of the tiny terms, without their postings, documents and Whoosh index."""
    folder = next(generations.candidates(tiny_index))
    texts = ("entry.docs*", "entry.scores*", "entry.place*", "cards*", "entries*", "*.seg", "*.toc")
    shutil.copytree(folder, tmp_path / "vocabulary", ignore=shutil.ignore_patterns(*texts))
    return Vocabulary(tmp_path / "vocabulary", entries=3, language=ENGLISH)


def wanted(vocabulary: Vocabulary, text: str) -> WantedEntries:
    query = AnalyzedQuery(parse_plain(text, ENGLISH), vocabulary)
    return wanted_entries(query, match_names(query, vocabulary.names))


def test_wanted_entries_are_described_without_a_look_at_the_texts(vocabulary_alone: Vocabulary) -> None:
    find = vocabulary_alone.stems.find
    assert wanted(vocabulary_alone, "co pay") == WantedEntries(
        named={0: NamedAs(Tier.ALIAS)},
        alternatives=[[find("co"), find("copay")], [find("pay"), find("copay")]],
        enough=ENOUGH - 1,
        floor=FLOOR,
    )
    assert wanted(vocabulary_alone, "unheard fee") == WantedEntries({}, [[], [find("fee")]], enough=ENOUGH, floor=FLOOR)
    assert wanted(vocabulary_alone, "&").alternatives == []


def test_only_a_long_query_has_to_stand_in_one_sentence(vocabulary_alone: Vocabulary) -> None:
    assert wanted(vocabulary_alone, "fee visit plan price").in_one_sentence
    assert wanted(vocabulary_alone, "the fee of a visit in the plan").in_one_sentence
    assert not wanted(vocabulary_alone, "fee of a visit in the plan").in_one_sentence


def found(folder: Path, q: str, rows: list[Row], *categories: str, site: str = "") -> list[str]:
    engine = Engine.open(publish(folder, rows, site))
    return [hit.slug for hit in engine.search(SearchRequest(q=q, categories=categories, per_page=50)).hits]


def test_no_score_overturns_a_tier(tmp_path: Path) -> None:
    rows = [
        {"name": "Payment", "definition": "fee " * 200},
        {"name": "Fee", "definition": "A sum among many other words that make this a long text. " * 5},
        {"name": "Charge", "aliases": ["fee"], "definition": "fee " * 100},
    ]
    hits = Engine.open(publish(tmp_path, rows)).search(SearchRequest(q="fee")).hits
    assert [(hit.slug, hit.tier) for hit in hits] == [("e1", Tier.NAME), ("e2", Tier.ALIAS), ("e0", Tier.ALL_WORDS)]
    assert hits[0].score < hits[1].score < hits[2].score < 10  # BM25 and nothing else


@pytest.mark.parametrize("texts", [ENOUGH - 1, ENOUGH])
def test_synonyms_help_only_when_few_entries_match(tmp_path: Path, texts: int) -> None:
    rows: list[Row] = [{"name": f"Entry {number}", "definition": "An attorney."} for number in range(texts)]
    rows.append({"name": "Counsel", "definition": "A lawyer."})
    slugs = found(tmp_path, "attorney", rows, site=SYNONYMS)
    assert len(slugs) == ENOUGH
    assert (slugs[-1] == f"e{texts}") is (texts < ENOUGH)


def test_descriptions_are_reranked_after_the_category_filter(tmp_path: Path) -> None:
    typed, other = "The manager scheduled worker and paid tipping.", "The manager schedules workers and pays tips."
    better = "A manager scheduled worker; the manager scheduled worker."
    rows: list[Row] = [{"name": f"Entry {number}", "definition": better} for number in range(60)]
    rows += [{"name": "Other Forms", "categories": ["work"], "definition": other}]
    rows += [{"name": "Typed Forms", "categories": ["work"], "definition": typed}]
    assert found(tmp_path, "manager scheduled worker", rows, "work") == ["e61", "e60"]


def test_entries_with_some_words_are_left_out_when_enough_have_all(tmp_path: Path) -> None:
    rows: list[Row] = [{"name": f"Entry {number}", "definition": "A wage claim."} for number in range(ENOUGH)]
    rows.append({"name": "Part", "definition": "A wage."})
    assert f"e{ENOUGH}" not in found(tmp_path / "enough", "wage claim", rows)
    assert found(tmp_path / "few", "wage claim", rows[1:])[-1] == f"e{ENOUGH - 1}"
