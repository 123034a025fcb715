"""`glossary check`: faults, warnings and measures of term files."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import invoke
from tests.conftest import COPAYMENT
from tests.glossary.translation.spanish import write_spanish


def test_check_for_machines(terms: Path) -> None:
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("related: [deductible]", "related: [nope]"))
    rows = json.loads(invoke("check", "--terms", str(terms), "--format", "json").stdout)
    assert rows["faults"][0]["line"] == 6
    github = invoke("check", "--terms", str(terms), "--format", "github").stdout
    assert github.startswith("::error file=terms/money/copayment.md,line=6::'related' names 'nope'")


def test_warnings_do_not_fail_unless_they_are_to(terms: Path) -> None:
    checked = invoke("check", "--terms", str(terms))
    assert checked.returncode == 0
    one_way = "'related' names 'deductible', which does not name 'copayment'; "
    assert f"terms/money/copayment.md:6: warning: {one_way}" in checked.stdout
    strict = invoke("check", "--terms", str(terms), "--strict")
    assert strict.returncode == 1
    assert f"terms/money/copayment.md:6: {one_way}" in strict.stdout
    assert strict.stdout.replace(": warning: ", ": ") == checked.stdout.replace(": warning: ", ": ")


def test_warnings_for_machines(terms: Path) -> None:
    rows = json.loads(invoke("check", "--terms", str(terms), "--format", "json").stdout)
    assert rows["faults"] == []
    assert {"one-way", "links-in", "section-length", "items"} <= {row["kind"] for row in rows["warnings"]}
    assert set(rows["warnings"][0]) == {"path", "line", "kind", "message"}
    command = "file=terms/money/copayment.md,line=6::'related' names 'deductible'"
    assert f"::warning {command}" in invoke("check", "--terms", str(terms), "--format", "github").stdout
    assert f"::error {command}" in invoke("check", "--terms", str(terms), "--format", "github", "--strict").stdout


def test_stats_measure_each_term(terms: Path) -> None:
    printed = invoke("check", "--terms", str(terms), "--stats").stdout.splitlines()
    assert printed[0].split() == [
        "Term", "Grade", "Sentence", "Definition", "Examples", "Misuse", "Benefits", "Conclusion", "In", "Out",
    ]  # fmt: skip
    slug, _, *counts = printed[1].split()
    assert (slug, counts) == ("copayment", ["8.3", "15", "13", "8", "10", "7", "5", "0", "1"])
    assert printed[-2].startswith("3 terms: grade ")
    stats = json.loads(invoke("check", "--terms", str(terms), "--stats", "--format", "json").stdout)["stats"]
    assert stats["terms"][1]["slug"] == "deductible"
    assert (stats["terms"][1]["links_in"], stats["terms"][1]["links_out"]) == (2, 0)
    assert 0 < stats["average_grade"] < 6


def test_stats_and_warnings_are_for_files(terms: Path, tmp_path: Path) -> None:
    bulk = tmp_path / "a.jsonl"
    bulk.write_text('{"slug": "a", "name": "A", "categories": ["b"], "definition": "Pursuant to."}')
    assert invoke("check", "--terms", str(bulk), "--strict").stdout == "1 term, 0 faults, 0 warnings.\n"
    for refused in (("--terms", str(bulk)), ("--terms", str(terms), "--format", "github")):
        assert invoke("check", "--stats", *refused).returncode == 2


def test_the_age_that_is_asked_about_is_a_setting(terms: Path) -> None:
    with (terms / "glossary.toml").open("a") as site:
        site.write("[settings]\nreview_months = 600\n")
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("2026-01-10", "1926-01-10"))
    assert "more than 600 months ago" in invoke("check", "--terms", str(terms)).stdout


def test_fix_rewrites_front_matter_and_leaves_the_text(terms: Path) -> None:
    file = terms / "money" / "copayment.md"
    asked = [f"what i hand over at desk number {number}" for number in range(6)]
    text = COPAYMENT.replace("[what i hand over at the front desk]", f"[{', '.join(asked)}]")
    file.write_text(text)
    file.chmod(0o640)
    checked = invoke("check", "--fix", "--terms", str(terms))
    assert checked.returncode == 0
    assert checked.stderr.splitlines() == ["terms/money/copayment.md: front matter rewritten."]
    assert file.read_text() == text.replace(f" [{', '.join(asked)}]", "".join(f"\n  - {each}" for each in asked))
    assert file.stat().st_mode & 0o777 == 0o640
    assert invoke("check", "--fix", "--terms", str(terms)).stderr == ""
    assert sorted(each.name for each in file.parent.iterdir()) == ["copayment.md", "deductible.md"]


def test_fix_needs_a_folder(tmp_path: Path) -> None:
    (tmp_path / "words.jsonl").write_text("")
    assert invoke("check", "--fix", "--terms", str(tmp_path / "words.jsonl")).returncode == 2


def test_html_in_json_lines_is_reported(tmp_path: Path) -> None:
    row = {"slug": "tips", "name": "Tips", "categories": ["money"], "definition": "With <b>HTML</b>."}
    (tmp_path / "words.jsonl").write_text(json.dumps(row))
    checked = invoke("check", "--terms", str(tmp_path / "words.jsonl"))
    assert checked.returncode == 0
    assert "words.jsonl:1: warning: the text of 'tips' has the HTML '<b>'" in checked.stdout


def test_stats_measure_each_language(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    printed = invoke("check", "--terms", str(folder), "--stats").stdout.splitlines()
    assert printed[0].split()[:2] == ["Term", "Grade"]
    assert printed[4].split()[:2] == ["Term", "INFLESZ"]
    assert [line.split(": ")[1].split()[0] for line in printed[-3:-1]] == ["grade", "INFLESZ"]
    stats = json.loads(invoke("check", "--terms", str(folder), "--stats", "--format", "json").stdout)["stats"]
    assert [each["slug"] for each in stats["translations"]["es"]["terms"]] == ["copayment", "deductible"]


def test_fix_rewrites_translations_too(tmp_path: Path) -> None:
    folder = write_spanish(tmp_path / "terms")
    file = folder / "money" / "copayment.es.md"
    asked = ", ".join(f"lo que pago en la ventanilla número {number}" for number in range(6))
    file.write_text(file.read_text().replace("lo que pago en la ventanilla", asked))
    assert "copayment.es.md: front matter rewritten" in invoke("check", "--fix", "--terms", str(folder)).stderr
