"""`glossary build`: publish the terms, or nothing if they have faults."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.command import invoke
from tests.conftest import COPAYMENT

FAULTY = (
    COPAYMENT.replace("updated: 2026-01-10", "updated: yesterday")
    .replace("also_in: []", "also_in: [nowhere]")
    .replace("asked_as:", "askedas:")
    .replace("related: [deductible]", "related: [deductibel]")
    .replace("## Misuse", "## Abuse")
    .replace("Ask what the visit costs.\n", "")
)


def test_added_and_changed_terms_are_printed(terms: Path, tmp_path: Path) -> None:
    where = ("--terms", str(terms), "--index", str(tmp_path / "index"))
    built = invoke("build", *where)
    assert built.returncode == 0
    assert "3 terms" in built.stderr
    assert "added: copayment, deductible, tip-pooling" in built.stderr
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("a fixed fee", "a fixed sum"))
    assert "changed: copayment" in invoke("build", *where).stderr


def test_all_faults_are_printed_and_the_published_generation_stays(terms: Path, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    invoke("build", "--terms", str(terms), "--index", index)
    assert invoke("check", "--terms", str(terms)).returncode == 0
    (terms / "money" / "copayment.md").write_text(FAULTY)
    checked = invoke("check", "--terms", str(terms))
    assert checked.returncode == 1
    *messages, summary = checked.stdout.strip().splitlines()
    faults = [f"terms/money/copayment.md:{line}" for line in (4, 5, 6, 7, 23, 23)]
    assert [line.split(": ")[0] for line in messages if ": warning: " not in line] == faults
    assert not any("copayment.md" in line for line in messages if ": warning: " in line)  # its faults come first
    assert summary.startswith("3 terms, 6 faults, ")
    built = invoke("build", "--terms", str(terms), "--index", index)
    assert built.returncode == 1
    assert "nothing was published" in built.stderr
    found = json.loads(invoke("search", "copay", "--index", index, "--json").stdout)
    assert found["results"][0]["updated"] == "2026-01-10"


def test_a_glossary_that_lost_most_terms_is_refused_unless_it_is_wanted(terms: Path, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    invoke("build", "--terms", str(terms), "--index", index)
    (tmp_path / "none.jsonl").write_text("")
    refused = invoke("build", "--terms", str(tmp_path / "none.jsonl"), "--index", index)
    assert refused.returncode == 1
    assert "has no terms, and 3 are published; nothing was published: check the path, or publish" in refused.stderr
    assert invoke("show", "copayment", "--index", index).returncode == 0
    wanted = invoke("build", "--terms", str(tmp_path / "none.jsonl"), "--index", index, "--allow-shrink")
    assert wanted.returncode == 0
    assert invoke("show", "copayment", "--index", index).returncode != 0
