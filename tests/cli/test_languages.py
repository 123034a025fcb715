"""`--lang`: the commands in each language of a glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import build
from tests.cli.command import invoke
from tests.glossary.translation.spanish import write_spanish


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("bilingual")
    build(write_spanish(folder / "terms"), folder / "index")
    return str(folder / "index")


def test_a_translation_is_searched(index: str) -> None:
    found = invoke("search", "copago", "--lang", "es", "--index", index).stdout
    assert found.startswith("1. Copago  (copayment; best answer)".rjust(36))


def test_results_of_another_language_are_printed_below(index: str) -> None:
    found = invoke("search", "maestra plan", "--index", index).stdout
    assert "In another language (es):\n  - Deducible  (deductible)\n" in found


def test_a_name_in_another_language_is_the_reason(index: str) -> None:
    found = invoke("search", "copago", "--index", index).stdout
    assert "Copayment  (copayment; best answer)" in found
    assert "    Copago\n" in found


def test_a_translation_is_suggested_and_shown(index: str) -> None:
    suggested = invoke("suggest", "deduc", "--lang", "es", "--index", index).stdout
    assert suggested.startswith("Deducible  (deductible; name: Deducible)\n    Dinero: ")
    shown = invoke("show", "deducible", "--lang", "es", "--index", index).stdout
    assert shown.startswith("Deducible\nmoney, law · updated 2026-")
    assert invoke("show", "deductible", "--lang", "es", "--index", index).stdout == shown


def test_relevance_tests_of_a_translation_are_beside_the_others(
    index: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "relevance.yaml").write_text("copay: copayment\n")
    (tmp_path / "relevance.es.yaml").write_text("copago: copayment\nlana fija: copayment\ndeducible anual: copayment\n")
    monkeypatch.setenv("GLOSSARY_RELEVANCE", str(tmp_path / "relevance.yaml"))
    assert invoke("relevance", "--index", index).stdout == "1 of 1 queries find what they should.\n"
    spanish = invoke("relevance", "--lang", "es", "--index", index)
    assert f"{tmp_path}/relevance.es.yaml:3: 'deducible anual' must have copayment first" in spanish.stdout
    assert "2 of 3 queries" in spanish.stdout


@pytest.mark.parametrize("command", ["search", "suggest", "show", "relevance"])
def test_a_language_that_is_not_published_is_named(index: str, command: str, tmp_path: Path) -> None:
    ran = invoke(command, str(tmp_path), "--lang", "fr", "--index", index)
    assert ran.returncode == 2
    assert "the glossary is not published in 'fr'; its languages are en, es." in ran.stderr
