"""`glossary search`."""

from __future__ import annotations

import json
from pathlib import Path

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
