"""Entries named by a query with operators come first."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import Engine, SearchRequest
from search_app.search.ranking import tree_names
from tests.search.glossaries import publish

ROWS = [
    {"name": "Strike", "definition": "Private privilege, privacy, privity: private."},
    {"name": "Attorney Privilege", "definition": "Secrecy."},
    {"name": "Privacy", "definition": "Being left alone."},
    {"name": "Contract", "definition": "A promise.", "aliases": ["privity"]},
    {"name": "Law", "definition": "Data breach, data breach and again data breach."},
    {"name": "Data Breach", "definition": "A leak of records that takes a long time to be found by anybody."},
    {"name": "HIPAA", "definition": "Data breach notices."},
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index: Path = publish(tmp_path_factory.mktemp("named"), ROWS)
    return Engine.open(index)


def names(engine: Engine, query: str) -> list[str]:
    return [hit.name for hit in engine.search(SearchRequest(query)).hits]


def test_names_that_begin_with_a_prefix_come_before_later_words_aliases_and_texts(engine: Engine) -> None:
    assert names(engine, "priv*") == ["Privacy", "Attorney Privilege", "Contract", "Strike"]


@pytest.mark.parametrize("query", ['"data breach" -hipaa', "data breach -hipaa", "“data breach” NOT hipaa"])
def test_a_term_of_an_operator_query_comes_first(engine: Engine, query: str) -> None:
    assert names(engine, query) == ["Data Breach", "Law"]


def test_a_prefix_of_very_many_names_names_none(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree_names, "BEGUN_UP_TO", 2)
    assert names(engine, "priv*")[0] == "Strike"
    assert names(engine, "privil*") == ["Attorney Privilege", "Strike"]
