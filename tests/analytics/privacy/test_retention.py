"""Rows older than the retention period are deleted, from disk too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from search_app.analytics.privacy.retention import delete_old
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow, VoterRow


def test_rows_older_than_the_retention_period_are_deleted(database: Database) -> None:
    old, fresh = today() - timedelta(days=31), today() - timedelta(days=30)
    with database.writing() as session:
        for number, day in enumerate((old, fresh)):
            session.add(
                FeedbackRow(id=str(number), day=day, slug="s", helpful=True, comment="", counted=True, origin="")
            )
            session.add(TermRequestRow(id=str(number), day=day, query="q", comment="", origin=""))
            session.add(SearchRow(day=day, query=f"the words of day {number}", results=1, corrected=False, origin=""))
            session.add(ClickRow(day=day, query="q", slug="s", rank=1, origin=""))
        session.add(VoterRow(key="yesterday", day=today() - timedelta(days=1)))
        session.add(VoterRow(key="today", day=today()))
    assert delete_old(database, 30) == 5
    with database.reading() as session:
        assert list(session.scalars(select(VoterRow.key))) == ["today"]
        for table in (FeedbackRow, TermRequestRow, SearchRow, ClickRow):
            assert list(session.scalars(select(table.day))) == [fresh]


def test_deleted_text_is_not_left_on_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.writing() as session:
        for days, query in ((99, "unforgettable words"), (20, "fresh")):
            day = today() - timedelta(days=days)
            session.add(SearchRow(day=day, query=query, results=1, corrected=False, origin=""))
    delete_old(database, 30)
    assert all(b"unforgettable" not in file.read_bytes() for file in tmp_path.glob("a.db*"))


def add_searches(database: Database, *ages: int) -> None:
    with database.writing() as session:
        for age in ages:
            day = today() - timedelta(days=age)
            session.add(SearchRow(day=day, query="q", results=1, corrected=False, origin=""))


def ages(database: Database) -> list[int]:
    with database.reading() as session:
        return [(today() - day).days for day in session.scalars(select(SearchRow.day).order_by(SearchRow.day))]


def test_a_clock_that_is_a_year_ahead_deletes_nothing(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    add_searches(database, 700, 410, 400)  # days old, by the wrong clock
    add_searches(database, 1, 0, 0)  # stored by the wrong clock
    assert delete_old(database, 365) == 0
    assert ages(database) == [700, 410, 400, 1, 0, 0]
    assert "check the clock" in caplog.text
    add_searches(database, 8)  # it has been right for a week
    assert delete_old(database, 365) == 1


def test_rows_are_deleted_in_steps(database: Database) -> None:
    add_searches(database, 500, 490, 450, 449, 366, 365, 100, 20)
    assert [delete_old(database, 365) for _ in range(4)] == [2, 2, 1, 0]
    assert ages(database) == [365, 100, 20]
