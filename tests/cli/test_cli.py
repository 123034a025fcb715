"""The `glossary` command, as a person runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import COPAYMENT, ROOT


def glossary(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search_app", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=cwd or ROOT, check=False)


def test_build_then_search_suggest_show(terms: Path, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    built = glossary("build", "--terms", str(terms), "--index", index)
    assert built.returncode == 0
    assert "3 terms" in built.stderr
    assert "added: copayment, deductible, tip-pooling" in built.stderr
    found = json.loads(glossary("search", "several times a week", "--index", index, "--json").stdout)
    assert found["results"][0]["slug"] == "tip-pooling"
    assert "1. Copayment" in glossary("search", "copay", "--index", index).stdout
    completed = json.loads(glossary("suggest", "ded", "--index", index, "--json").stdout)
    assert completed["suggestions"][0]["slug"] == "deductible"
    assert "A copayment is a fixed fee" in glossary("show", "co-pay", "--index", index).stdout
    assert glossary("search", "zzzz", "--index", index).returncode == 1
    assert glossary("show", "nope", "--index", index).returncode == 1
    wrong = glossary("search", "x", "--index", index, "--category", "nope")
    assert (wrong.returncode, "money, work, law" in wrong.stderr) == (2, True)


def test_check_prints_all_faults_and_what_was_published_stays(terms: Path, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    glossary("build", "--terms", str(terms), "--index", index)
    assert glossary("check", "--terms", str(terms)).returncode == 0
    (terms / "money" / "copayment.md").write_text(
        COPAYMENT.replace("updated: 2026-01-10", "updated: yesterday")
        .replace("also_in: []", "also_in: [nowhere]")
        .replace("asked_as:", "askedas:")
        .replace("related: [deductible]", "related: [deductibel]")
        .replace("## Misuse", "## Abuse")
        .replace("Ask what the visit costs.\n", "")
    )
    checked = glossary("check", "--terms", str(terms))
    assert checked.returncode == 1
    *messages, summary = checked.stdout.strip().splitlines()
    assert [line.split(": ")[0] for line in messages if ": warning: " not in line] == [
        f"terms/money/copayment.md:{line}" for line in (4, 5, 6, 7, 17, 23, 23)
    ]
    assert not any("copayment.md" in line for line in messages if ": warning: " in line)  # its faults come first
    assert summary.startswith("3 terms, 7 faults, ")
    built = glossary("build", "--terms", str(terms), "--index", index)
    assert built.returncode == 1
    assert "nothing was published" in built.stderr
    assert (
        json.loads(glossary("search", "copay", "--index", index, "--json").stdout)["results"][0]["updated"]
        == "2026-01-10"
    )


def test_check_for_machines(terms: Path) -> None:
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("related: [deductible]", "related: [nope]"))
    rows = json.loads(glossary("check", "--terms", str(terms), "--format", "json").stdout)
    assert rows["faults"][0]["line"] == 6
    github = glossary("check", "--terms", str(terms), "--format", "github").stdout
    assert github.startswith("::error file=terms/money/copayment.md,line=6::'related' names 'nope'")


def test_warnings_do_not_fail_unless_they_are_to(terms: Path) -> None:
    checked = glossary("check", "--terms", str(terms))
    assert checked.returncode == 0
    one_way = "'related' names 'deductible', which does not name 'copayment'; "
    assert f"terms/money/copayment.md:6: warning: {one_way}" in checked.stdout
    strict = glossary("check", "--terms", str(terms), "--strict")
    assert strict.returncode == 1
    assert f"terms/money/copayment.md:6: {one_way}" in strict.stdout
    assert strict.stdout.replace(": warning: ", ": ") == checked.stdout.replace(": warning: ", ": ")


def test_warnings_for_machines(terms: Path) -> None:
    rows = json.loads(glossary("check", "--terms", str(terms), "--format", "json").stdout)
    assert rows["faults"] == []
    assert {"one-way", "links-in", "section-length", "items"} <= {row["kind"] for row in rows["warnings"]}
    assert set(rows["warnings"][0]) == {"path", "line", "kind", "message"}
    command = "file=terms/money/copayment.md,line=6::'related' names 'deductible'"
    assert f"::warning {command}" in glossary("check", "--terms", str(terms), "--format", "github").stdout
    assert f"::error {command}" in glossary("check", "--terms", str(terms), "--format", "github", "--strict").stdout


def test_stats_measure_each_term(terms: Path) -> None:
    printed = glossary("check", "--terms", str(terms), "--stats").stdout.splitlines()
    assert printed[0].split() == [
        "Term", "Grade", "Sentence", "Definition", "Examples", "Misuse", "Benefits", "Conclusion", "In", "Out",
    ]  # fmt: skip
    slug, _, *counts = printed[1].split()
    assert (slug, counts) == ("copayment", ["8.3", "15", "13", "8", "10", "7", "5", "0", "1"])
    assert printed[-2].startswith("3 terms: grade ")
    stats = json.loads(glossary("check", "--terms", str(terms), "--stats", "--format", "json").stdout)["stats"]
    assert stats["terms"][1]["slug"] == "deductible"
    assert (stats["terms"][1]["links_in"], stats["terms"][1]["links_out"]) == (2, 0)
    assert 0 < stats["average_grade"] < 6


def test_stats_and_warnings_are_for_files(terms: Path, tmp_path: Path) -> None:
    bulk = tmp_path / "a.jsonl"
    bulk.write_text('{"slug": "a", "name": "A", "categories": ["b"], "definition": "Pursuant to."}')
    assert glossary("check", "--terms", str(bulk), "--strict").stdout == "1 terms, 0 faults, 0 warnings.\n"
    for refused in (("--terms", str(bulk)), ("--terms", str(terms), "--format", "github")):
        assert glossary("check", "--stats", *refused).returncode == 2


def test_the_age_that_is_asked_about_is_a_setting(terms: Path) -> None:
    with (terms / "glossary.toml").open("a") as site:
        site.write("[settings]\nreview_months = 600\n")
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("2026-01-10", "1926-01-10"))
    assert "more than 600 months ago" in glossary("check", "--terms", str(terms)).stdout


def test_new_starts_a_term_that_fails_the_check_until_it_is_written(terms: Path) -> None:
    made = glossary("new", 'Wage: "Theft"', "--category", "work", "--terms", str(terms))
    assert made.returncode == 0
    assert made.stdout.strip().endswith("work/wage-theft.md")
    checked = glossary("check", "--terms", str(terms))
    assert checked.returncode == 1
    assert checked.stdout.count("is empty") == 5
    assert glossary("new", "Co Pay", "--category", "work", "--terms", str(terms)).returncode == 2
    assert glossary("new", "X", "--category", "nope", "--terms", str(terms)).returncode == 2
    assert glossary("new", "!!", "--category", "work", "--terms", str(terms)).returncode == 2


def test_settings_lists_each_with_its_source() -> None:
    listed = glossary("settings", "--index", "/tmp/elsewhere").stdout
    assert "GLOSSARY_INDEX" in listed
    assert "command line" in listed


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["search"], 2, "Missing argument"),
        (["nope"], 2, "No such command"),
        (["search", "x", "--index", "/nowhere"], 1, "Nothing that can be served is published in /nowhere"),
        (["check", "--terms", "/nowhere"], 2, "There are no terms at /nowhere"),
        (["serve", "--port", "99999"], 2, "99999"),
    ],
)
def test_wrong_usage_is_one_sentence(arguments: list[str], code: int, sentence: str) -> None:
    ran = glossary(*arguments)
    assert ran.returncode == code
    assert sentence in ran.stderr
    assert "Traceback" not in ran.stderr
