"""Notes of editors on what they changed."""

from __future__ import annotations

import pytest

from search_app.glossary.changes import MAX_NOTE, newest_first, read_change
from search_app.glossary.model import Change


def test_a_line_has_a_date_and_a_note() -> None:
    assert read_change("2026-11-02: Added the 2026 threshold: $684 a week") == Change(
        "2026-11-02", "Added the 2026 threshold: $684 a week"
    )


@pytest.mark.parametrize("line", ["", "Added it", "2026-11-02", "2026-11-02:", "2026-13-02: Added", "2 Nov: Added"])
def test_another_line_is_refused_with_an_example(line: str) -> None:
    assert read_change(line) == (f"{line!r} must be a date and a note, such as `2026-11-02: Added the 2026 threshold`.")


def test_a_long_note_is_refused() -> None:
    assert isinstance(read_change("2026-11-02: " + "a" * MAX_NOTE), Change)
    assert "has 161 characters, the limit is 160" in str(read_change("2026-11-02: " + "a" * (MAX_NOTE + 1)))


def test_the_newest_is_first_and_a_day_keeps_its_order() -> None:
    old, one, two = Change("2025-01-01", "old"), Change("2026-01-01", "one"), Change("2026-01-01", "two")
    assert newest_first([old, one, two]) == (one, two, old)
