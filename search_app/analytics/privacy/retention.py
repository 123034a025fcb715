"""Retention: delete rows older than the retention period, in steps, and not by a clock that seems wrong.

A clock that is a year ahead makes every row too old. Therefore nothing is deleted while the newest row from before this
week is implausibly old, and never more than two weeks of rows an hour. If visitors stayed away for months and the clock
is right, deletion goes on once the rows of a week are stored.
"""

from __future__ import annotations

import logging
import time
from datetime import date, timedelta

from sqlalchemy import Delete, delete, func, select
from sqlalchemy.orm import Session

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow, VoterRow

TABLES = (FeedbackRow, TermRequestRow, SearchRow, ClickRow)
INTERVAL = 3600.0  # seconds between two deletions
STEP = timedelta(days=14)  # of rows that one deletion removes
CONFIRMED = timedelta(days=7)  # rows of this period do not show that the clock is right
SILENCE = timedelta(days=60)  # without a row that are implausible

log = logging.getLogger(__name__)


class Retention:
    """Deletes old rows every hour."""

    def __init__(self, database: Database, days: int) -> None:
        self._database, self._days = database, days
        self._next = 0.0

    def run(self) -> None:
        """Delete old rows if that is due.

        Raises:
            DatabaseUnavailable: nothing was deleted.
        """
        if time.monotonic() >= self._next:
            delete_old(self._database, self._days)
            self._next = time.monotonic() + INTERVAL


def delete_old(database: Database, days: int) -> int:
    """Delete rows older than `days` days and voter keys from before today; return the number of deleted rows.

    Raises:
        DatabaseUnavailable: nothing was deleted.
    """
    with database.writing() as session:
        expired = delete(VoterRow).where(VoterRow.day < today())
        done = [session.execute(expired), *(session.execute(each) for each in _deletions(session, days))]
        deleted = sum(each.rowcount for each in done)  # type: ignore[attr-defined]
    if deleted:
        database.truncate_log()
    return int(deleted)


def _deletions(session: Session, days: int) -> list[Delete]:
    """Return the statements that delete the oldest rows; none if there are none, or the clock seems wrong."""
    first_kept = today() - timedelta(days=days)
    oldest = _oldest(session)
    if not oldest or oldest >= first_kept:
        return []
    newest = _newest(session, today() - CONFIRMED)
    if newest and newest < today() - CONFIRMED - SILENCE:
        log.warning(
            "no old rows were deleted: before this week the last one is from %s and today is %s; check the clock, and "
            "if it is right, do nothing: deletion goes on when a week of rows is stored", newest, today(),
        )  # fmt: skip
        return []
    end = min(first_kept, oldest + STEP)
    if end < first_kept:
        log.info("rows from before %s are deleted now, others from before %s within hours", end, first_kept)
    return [delete(table).where(table.day < end) for table in TABLES]


def _oldest(session: Session) -> date | None:
    """Return the day of the oldest row."""
    days = [session.scalar(select(func.min(table.day))) for table in TABLES]
    return min(filter(None, days), default=None)


def _newest(session: Session, until: date) -> date | None:
    """Return the day of the newest row that is not newer than `until`."""
    days = [session.scalar(select(func.max(table.day)).where(table.day <= until)) for table in TABLES]
    return max(filter(None, days), default=None)
