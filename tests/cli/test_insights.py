"""`glossary insights`: the report, and the suggested fixes as a patch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.search import build
from tests.cli.command import invoke
from tests.glossary.translation.spanish import write_spanish


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database that the command reads, empty."""
    url = f"sqlite:///{tmp_path}/analytics.db"
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", url)
    return Database(url)


def add_search(database: Database, query: str, results: int, language: str = "en") -> None:
    row = {"day": today(), "query": query, "results": results, "language": language}
    with database.writing() as session:
        session.add(SearchRow(**row, corrected=False, origin=""))


def test_the_report_is_printed_in_each_format(database: Database, tiny_index: Path) -> None:
    add_search(database, "copay", 3)
    assert "1 search, 0 without results" in invoke("insights", "--index", str(tiny_index)).stdout
    found = invoke("insights", "--index", str(tiny_index), "--format", "json").stdout
    assert json.loads(found)["top"][0]["query"] == "copay"
    table = invoke("insights", "--index", str(tiny_index), "--format", "csv").stdout
    assert table.startswith("section,what,count,detail")


def test_suggested_fixes_are_printed_as_a_patch(database: Database, tiny_index: Path, terms: Path) -> None:
    add_search(database, "deductibilizatory", 0)
    ran = invoke("insights", "--suggest", "--index", str(tiny_index), "--terms", str(terms))
    assert ran.returncode == 0
    assert ran.stdout.startswith("# 'deductibilizatory', 1 searches: nearest is Deductible, ")
    assert "+asked_as: [why do i pay everything first, deductibilizatory]" in ran.stdout


def test_a_language_may_be_chosen_and_its_fixes_are_for_translations(database: Database, tmp_path: Path) -> None:
    terms, index = write_spanish(tmp_path / "terms"), tmp_path / "index"
    build(terms, index)
    for language in ("en", "es"):
        add_search(database, "deduciblidad", 0, language)
    arguments = ("insights", "--index", str(index), "--terms", str(terms))
    assert ": 2 searches" in invoke(*arguments).stdout
    assert ", es: 1 search," in invoke(*arguments, "--lang", "es").stdout
    assert [
        line for line in invoke(*arguments, "--lang", "es", "--suggest").stdout.splitlines() if line[:3] == "+++"
    ] == ["+++ b/terms/money/deductible.es.md"]
    refused = invoke(*arguments, "--lang", "fr")
    assert (refused.returncode, "its languages are en, es" in refused.stderr) == (2, True)


def test_without_a_fix_the_exit_code_is_one(database: Database, tiny_index: Path, terms: Path) -> None:
    ran = invoke("insights", "--suggest", "--index", str(tiny_index), "--terms", str(terms))
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", "There is nothing to suggest.\n")
