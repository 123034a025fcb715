"""`glossary promote`: a result that visitors opened becomes a relevance test."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow
from search_app.search import build
from tests.cli.command import invoke
from tests.glossary.translation.spanish import write_spanish


@pytest.fixture(autouse=True)
def _clicks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor opened Copayment after `fixed fee`."""
    url = f"sqlite:///{tmp_path}/analytics.db"
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", url)
    with Database(url).writing() as session:
        session.add(ClickRow(day=today(), query="fixed fee", slug="copayment", rank=1, origin=""))


def test_the_most_opened_result_is_added_to_the_tests_of_the_terms(
    terms: Path, tiny_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tests = terms / "relevance.yaml"
    tests.write_text("# ours\ncopay: copayment\n")
    monkeypatch.setenv("GLOSSARY_TERMS", str(terms))
    done = invoke("promote", "fixed fee", "--index", str(tiny_index))
    assert (done.returncode, done.stdout) == (0, f"{tests}: fixed fee: copayment\n")
    assert tests.read_text() == "# ours\ncopay: copayment\nfixed fee: copayment\n"


def test_what_was_opened_in_another_language_is_a_test_of_that_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms, index = write_spanish(tmp_path / "terms"), tmp_path / "index"
    build(terms, index)
    monkeypatch.setenv("GLOSSARY_TERMS", str(terms))
    (terms / "relevance.es.yaml").write_text("copago: copayment\n")
    with Database(f"sqlite:///{tmp_path}/analytics.db").writing() as session:
        row = {"query": "cuota fija", "slug": "copayment", "rank": 1, "origin": "", "language": "es"}
        session.add(ClickRow(day=today(), **row))
    never = invoke("promote", "cuota fija", "--index", str(index))
    assert (never.returncode, "Nobody opened a result" in never.stderr) == (1, True)
    assert invoke("promote", "cuota fija", "--lang", "es", "--index", str(index)).returncode == 0
    assert (terms / "relevance.es.yaml").read_text() == "copago: copayment\ncuota fija: copayment\n"


def test_a_query_that_has_a_test_or_no_click_is_refused(tiny_index: Path, tmp_path: Path) -> None:
    tests = tmp_path / "tests.yaml"
    tests.write_text("fixed fee: copayment\n")
    arguments = ("--file", str(tests), "--index", str(tiny_index))
    again = invoke("promote", "Fixed fee", *arguments)
    assert (again.returncode, "holds 'Fixed fee' already" in again.stdout) == (1, True)
    never = invoke("promote", "nobody searched this", *arguments)
    assert (never.returncode, "Nobody opened a result" in never.stderr) == (1, True)
    unknown = invoke("promote", "copay", "--term", "nope", *arguments)
    assert (unknown.returncode, "'nope'" in unknown.stderr) == (1, True)
    assert tests.read_text() == "fixed fee: copayment\n"
