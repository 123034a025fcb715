"""The content itself: what people come for has no fault and raises no warning."""

from __future__ import annotations

from tests.test_cli import glossary


def test_the_terms_are_clean_by_the_strictest_check() -> None:
    checked = glossary("check", "--strict")
    *found, summary = checked.stdout.splitlines()
    assert found == []
    assert summary.endswith(" terms, 0 faults, 0 warnings.")
    assert checked.returncode == 0
