"""The database of what visitors tell us: opened when it is needed, brought up to date by whoever comes first.

SQLite (one file, written ahead, every commit synced) or PostgreSQL. Nothing here is needed to search. A database
that is down, locked or damaged is noticed within two seconds and then left alone for two, so that requests do not
queue up behind it.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from search_app.analytics.storage import migrations
from search_app.errors import DatabaseUnavailable

PATIENCE = 2.0  # seconds a write waits for another process's
TURN = 1.0  # seconds a write waits for its turn in this process
PAUSE = 2.0  # seconds a database that failed is left alone
MIGRATION_PATIENCE = 20.0  # seconds until another process must have brought the tables up to date
SORRY = "What you sent could not be kept just now. Please try again in a moment."
BEGIN = {True: "BEGIN IMMEDIATE", False: "BEGIN"}  # a writer takes its turn at once; a reader never waits

log = logging.getLogger(__name__)


class Database:
    """One database, shared by the threads of a process; after a fork each process opens its own."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._file = Path(self._url.database or "") if self._url.drivername == "sqlite" else None
        self._turn = threading.Lock()
        self._opening = threading.Lock()
        self._engine: Engine | None = None
        self._opened: tuple[int, int] | None = None  # by which process, which file
        self._rests_until = 0.0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose work is kept as a whole, safe on disk, or not at all.

        Raises:
            DatabaseUnavailable: it could not be kept.
        """
        if not self._turn.acquire(timeout=TURN):
            raise DatabaseUnavailable(SORRY)
        try:
            with self._session(writes=True) as session:
                yield session
        finally:
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees the database as it is at one moment.

        Raises:
            DatabaseUnavailable: the database cannot be read.
        """
        with self._session(writes=False) as session:
            yield session

    def prepare(self) -> None:
        """Create the tables or bring them up to date; processes that start together wait for the first.

        Raises:
            DatabaseUnavailable: the database cannot be reached, or was made by a newer version of the service.
        """
        with self._told():
            self._open(MIGRATION_PATIENCE)

    def forget(self) -> None:
        """Empty SQLite's write-ahead log, which still holds what has been deleted.

        Raises:
            DatabaseUnavailable: the database cannot be reached.
        """
        if self._file:
            with self._told(), closing(self._open().raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        if time.monotonic() < self._rests_until:
            raise DatabaseUnavailable(SORRY)
        with self._told():
            engine = self._open().execution_options(writes=writes)
            with Session(engine) as session, session.begin():
                yield session

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn any failure of the database into one sentence, and its cause into one line of the log."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, CommandError, OSError) as error:
            self._rests_until = time.monotonic() + PAUSE
            log.error("the database of what visitors tell us failed: %s", str(error).splitlines()[0])
            raise DatabaseUnavailable(SORRY) from error

    def _open(self, patience: float = PATIENCE) -> Engine:
        """Return the engine; whoever needs it first in this process has `patience` seconds to open the database."""
        if self._engine is None or self._opened != self._place():
            if not self._opening.acquire(timeout=patience):
                raise TimeoutError("another thread is still opening it")
            try:
                if self._engine is None or self._opened != self._place():
                    self._reopen(patience)
            finally:
                self._opening.release()
        assert self._engine  # noqa: S101  for the type checker
        return self._engine

    def _reopen(self, patience: float) -> None:
        if self._engine:
            self._engine.dispose(close=False)  # connections from before a fork belong to the parent
        self._bring_up_to_date(patience)
        self._engine, self._opened = self._connected(PATIENCE), self._place()

    def _place(self) -> tuple[int, int] | None:
        """Return what changes when this is another process, or a file was taken away or replaced."""
        if not self._file:
            return os.getpid(), 0
        try:
            return os.getpid(), self._file.stat().st_ino
        except FileNotFoundError:
            return None

    def _bring_up_to_date(self, patience: float) -> None:
        """Take the steps that are missing, one process at a time; when none is, nobody is waited for."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        engine = self._connected(patience)
        try:
            with engine.connect() as connection:
                if migrations.revision(connection) == migrations.HEAD:
                    return
            if self._file:
                _write_ahead(engine, patience)
            with engine.execution_options(writes=True).begin() as connection:
                if not self._file:
                    connection.execute(text("SELECT pg_advisory_xact_lock(20261123)"))
                if migrations.revision(connection) != migrations.HEAD:
                    migrations.migrate(connection)
        finally:
            engine.dispose()

    def _connected(self, patience: float) -> Engine:
        if not self._file:
            options = f"-c lock_timeout={int(patience * 1000)} -c statement_timeout={int(patience * 3000)}"
            connect: dict[str, Any] = {"connect_timeout": 2, "options": options}
            return create_engine(self._url, pool_size=2, pool_timeout=TURN, pool_pre_ping=True, connect_args=connect)
        engine = create_engine(self._url, pool_size=2, pool_timeout=TURN, connect_args={"timeout": patience})
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where _begin says
    connection.execute("PRAGMA synchronous = FULL")  # a kept answer survives a power cut
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN[connection.get_execution_options().get("writes", False)])


def _write_ahead(engine: Engine, patience: float) -> None:
    """Switch to write-ahead logging; SQLite does not wait for others that do the same, so we do."""
    give_up = time.monotonic() + patience
    while True:
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.05)
        finally:
            connection.close()
