"""`glossary new`: a term file to fill in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.command import invoke


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("زكاة المال", "زكاة-المال"),
        ("חוב", "חוב"),
        ("Ипотека", "ипотека"),
        ("信用评分", "信用评分"),
        ("Zakat (زكاة)", "zakat"),
    ],
)
def test_a_name_may_be_in_any_script(terms: Path, name: str, slug: str) -> None:
    made = invoke("new", name, "--category", "work", "--terms", str(terms))
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip().endswith(f"work/{slug}.md")
    assert "file name" not in invoke("check", "--terms", str(terms)).stdout


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
