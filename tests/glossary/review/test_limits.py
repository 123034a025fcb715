"""Ranges of the review."""

from __future__ import annotations

from search_app.glossary.review.limits import ITEMS, SECTION_WORDS, Range


def test_a_range_includes_both_ends() -> None:
    allowed = Range(2, 3)
    assert [number in allowed for number in (1, 2, 3, 4)] == [False, True, True, False]
    assert str(allowed) == "2 to 3"


def test_no_range_is_empty() -> None:
    assert all(allowed.least <= allowed.most for allowed in (*SECTION_WORDS.values(), *ITEMS.values()))
