"""The state of the database, found without changing it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from sqlalchemy import create_engine, event, func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError

from search_app.analytics.storage import migrations
from search_app.analytics.storage.dump import sqlite_file
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow

ROWS = (FeedbackRow, TermRequestRow, SearchRow, ClickRow)


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """`problem` is why it cannot be read. Without tables `revision` is empty; `newest` is the day of the newest row."""

    problem: str = ""
    revision: str = ""
    newest: date | None = None

    @property
    def is_known(self) -> bool:
        return migrations.is_known(self.revision)

    @property
    def is_current(self) -> bool:
        return self.revision == migrations.HEAD


def inspect_database(url: str) -> DatabaseState:
    """Read schema and newest row; SQLite's pages are checked too. A missing file is a database without tables."""
    file = sqlite_file(url)
    if file and not file.exists():
        return DatabaseState()
    try:
        return _inspect(url, sqlite=file is not None)
    except (SQLAlchemyError, sqlite3.Error, ImportError, OSError, ValueError) as error:
        cause = str(getattr(error, "orig", None) or error).strip()
        return DatabaseState(problem=cause.splitlines()[0] if cause else type(error).__name__)


def _inspect(url: str, *, sqlite: bool) -> DatabaseState:
    engine = create_engine(make_url(url), connect_args={"timeout": 5} if sqlite else {"connect_timeout": 5})
    if sqlite:
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    try:
        with engine.connect() as connection:
            if sqlite and (found := connection.execute(text("PRAGMA quick_check(1)")).scalar()) != "ok":
                return DatabaseState(problem=f"database disk image is malformed ({found})")
            revision = migrations.revision(connection)
            if revision != migrations.HEAD:
                return DatabaseState(revision=revision)
            days = [connection.execute(select(func.max(row.day))).scalar() for row in ROWS]
            return DatabaseState(revision=revision, newest=max((day for day in days if day), default=None))
    finally:
        engine.dispose()
