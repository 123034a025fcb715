"""The content itself: what people come for has no fault and raises no warning."""

from __future__ import annotations

from collections import Counter

from search_app.search import Engine
from tests.cli.command import glossary


def test_the_terms_are_clean_by_the_strictest_check() -> None:
    checked = glossary("check", "--strict")
    *found, summary = checked.stdout.splitlines()
    assert found == []
    assert summary.endswith(" terms, 0 faults, 0 warnings.")
    assert checked.returncode == 0


def test_no_two_terms_are_asked_for_in_the_same_words(real: Engine) -> None:
    asked = Counter(line.casefold() for entry in real.entries() for line in entry.asked_as)
    assert [line for line, terms in asked.items() if terms > 1] == []
