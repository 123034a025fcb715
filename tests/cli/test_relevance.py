"""`glossary relevance`: which tests fail, and what moved since the generation before."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import build
from tests.cli.command import invoke
from tests.conftest import COPAYMENT


def test_moved_and_failed_tests_are_printed(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    (tmp_path / "tests.yaml").write_text("fixed fee: copayment\n")
    arguments = ("relevance", str(tmp_path / "tests.yaml"), "--index", str(index))
    assert invoke(*arguments).returncode == 0
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", "sum").replace("a fee", "a sum"))
    build(terms, index)
    ran = invoke(*arguments)
    assert ran.returncode == 1
    assert "moved: 'fixed fee' from 1 to nowhere" in ran.stdout
    assert "0 of 1 queries" in ran.stdout


def test_without_a_file_the_tests_are_those_of_the_terms(
    terms: Path, tiny_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (terms / "relevance.yaml").write_text("fixed fee: copayment\ncopay: deductible\n")
    monkeypatch.setenv("GLOSSARY_TERMS", str(terms))
    ran = invoke("relevance", "--index", str(tiny_index))
    assert ran.returncode == 1
    assert f"{terms}/relevance.yaml:2: 'copay' must have deductible first" in ran.stdout


def test_the_name_of_earlier_releases_goes_on_working(tiny_index: Path, tmp_path: Path) -> None:
    (tmp_path / "tests.yaml").write_text("fixed fee: copayment\n")
    ran = invoke("golden", str(tmp_path / "tests.yaml"), "--index", str(tiny_index))
    assert (ran.returncode, ran.stdout) == (0, "1 of 1 queries find what they should.\n")
    assert "golden" not in invoke("--help").stdout
