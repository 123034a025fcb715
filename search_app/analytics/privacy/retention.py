"""Retention: delete rows older than the retention period."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow, VoterRow


def delete_old(database: Database, days: int) -> int:
    """Delete rows older than `days` days and voter keys from before today; return the number of deleted rows.

    Raises:
        DatabaseUnavailable: nothing was deleted.
    """
    first_kept = today() - timedelta(days=days)
    with database.writing() as session:
        too_old = [
            delete(table).where(table.day < first_kept) for table in (FeedbackRow, TermRequestRow, SearchRow, ClickRow)
        ]
        done = [session.execute(each) for each in (*too_old, delete(VoterRow).where(VoterRow.day < today()))]
        deleted = sum(each.rowcount for each in done)  # type: ignore[attr-defined]
    if deleted:
        database.truncate_log()
    return int(deleted)
