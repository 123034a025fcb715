"""`glossary new`: a term file to fill in."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import invoke


def test_new_starts_a_term_that_fails_the_check_until_it_is_written(terms: Path) -> None:
    made = invoke("new", 'Wage: "Theft"', "--category", "work", "--terms", str(terms))
    assert made.returncode == 0
    assert made.stdout.strip().endswith("work/wage-theft.md")
    checked = invoke("check", "--terms", str(terms))
    assert checked.returncode == 1
    assert checked.stdout.count("is empty") == 5
    assert invoke("new", "Co Pay", "--category", "work", "--terms", str(terms)).returncode == 2
    assert invoke("new", "X", "--category", "nope", "--terms", str(terms)).returncode == 2
    assert invoke("new", "!!", "--category", "work", "--terms", str(terms)).returncode == 2
