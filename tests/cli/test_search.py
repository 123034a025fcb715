"""`glossary search`."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.structs import replace

from search_app.cli.search import lines
from search_app.search import Confidence, Correction, Engine, SearchPage, SearchRequest
from tests.cli.command import invoke


def test_results_are_printed_for_people_and_programs(tiny_index: Path) -> None:
    index = str(tiny_index)
    assert "1. Copayment" in invoke("search", "copay", "--index", index).stdout
    found = json.loads(invoke("search", "several times a week", "--index", index, "--json").stdout)
    assert found["results"][0]["slug"] == "tip-pooling"


def test_without_a_result_the_exit_code_is_one(tiny_index: Path) -> None:
    assert invoke("search", "zzzz", "--index", str(tiny_index)).returncode == 1


def test_categories_filter_and_an_unknown_one_is_named(tiny_index: Path) -> None:
    index = str(tiny_index)
    assert "Copayment" not in invoke("search", "copay", "--index", index, "--category", "work").stdout
    wrong = invoke("search", "x", "--index", index, "--category", "nope")
    assert (wrong.returncode, "money, work, law" in wrong.stderr) == (2, True)


def test_a_result_has_its_first_sentence_and_the_reason(tiny_index: Path) -> None:
    printed = invoke("search", "copay", "--index", str(tiny_index)).stdout.splitlines()
    assert printed[:3] == [
        " 1. Copayment  (copayment; best answer)",
        "    A copayment is a fixed fee for a visit.",
        "    Also called “copay”",
    ]


def test_a_filter_names_the_results_elsewhere(tiny_index: Path) -> None:
    ran = invoke("search", "copay", "--exact", "--category", "work", "--index", str(tiny_index))
    assert (ran.returncode, "0 found, 1 in all categories" in ran.stdout) == (1, True)


def test_answers_doubts_and_offers_are_printed(tiny: Engine) -> None:
    def printed(page: SearchPage) -> str:
        return "\n".join(lines(page))

    page = tiny.search(SearchRequest("plan"))
    assert "best answer" not in printed(page)
    assert "1. Deductible  (deductible; best answer)" in printed(replace(page, confidence=Confidence.SURE))
    assert "The glossary may not have this" in printed(replace(page, confidence=Confidence.WEAK))
    assert "23 more mention some of the words; see --all." in printed(replace(page, more=23))
    offered = Correction("plan", "plane", "", "", applied=False)
    assert "Did you mean plane?" in printed(replace(page, correction=offered))
    nothing = replace(tiny.search(SearchRequest("zzzz")), closest=page.hits[:1])
    assert "Closest in meaning; the words do not appear in these:\n  - Deductible" in printed(nothing)
