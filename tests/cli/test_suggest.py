"""`glossary suggest`."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import invoke


def test_a_prefix_is_completed_for_people_and_programs(tiny_index: Path) -> None:
    index = str(tiny_index)
    completed = json.loads(invoke("suggest", "ded", "--index", index, "--json").stdout)
    first = completed["suggestions"][0]
    assert (first["slug"], first["category_name"]) == ("deductible", "Money")
    assert first["summary"].startswith("A deductible is ")
    printed = invoke("suggest", "ded", "--index", index, "--limit", "1").stdout.splitlines()
    assert printed[0].startswith("Deductible  (deductible; ")
    assert printed[1] == f"    Money: {first['summary']}"


def test_without_a_suggestion_the_exit_code_is_one(tiny_index: Path) -> None:
    assert invoke("suggest", "zzzz", "--index", str(tiny_index)).returncode == 1
