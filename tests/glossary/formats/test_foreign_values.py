"""Days and statuses of other systems."""

from __future__ import annotations

from search_app.glossary.formats.foreign_values import day_of, status_of


def test_a_day_is_read_where_its_order_is_certain() -> None:
    assert day_of(["2026-01-02T10:00:00Z"]) == "2026-01-02"
    assert day_of(["soon", "2026/1/2"]) == "2026-01-02"
    assert day_of(["01/02/2026", "2026-13-01"]) == ""


def test_only_drafts_are_drafts() -> None:
    assert [status_of([text]) for text in ("Draft", "Completed", "deprecated", "")] == [
        "draft", "preferred", "preferred", "preferred",
    ]  # fmt: skip
