"""The analytics database: opened on first use, migrated by the first process that opens it.

SQLite (one file, rollback journal, every commit synced) or PostgreSQL. SQLite's write-ahead log is not used: it keeps
deleted rows, and commits in it are lost if the file beside it is truncated or overwritten meanwhile. Each transaction
reads the file again and so detects such damage before it promises anything.

Search does not depend on the database. Circuit breaker: a failure is detected within two seconds, and further calls
fail fast for two, so requests do not queue up behind it.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic.util.exc import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from search_app.analytics.storage import migrations
from search_app.errors import DatabaseUnavailable
from search_app.messages import message

LOCK_TIMEOUT = 2.0  # seconds a write waits for a lock of another process
THREAD_TIMEOUT = 1.0  # seconds a write waits for another thread of this process
FAIL_FAST = 2.0  # seconds the circuit stays open after a failure
SILENT = 600.0  # seconds in which the same failure is not logged again
DAMAGE = ("malformed", "not a database")  # in SQLite's messages about a damaged file
MIGRATION_TIMEOUT = 20.0  # seconds to wait while another process migrates
UNAVAILABLE = message("We could not save what you sent just now. Please try again in a moment.")
WRITE_AHEAD = b"\2\2"  # bytes 18 and 19 of a file with a write-ahead log
BEGIN = {True: "BEGIN IMMEDIATE", False: "BEGIN"}  # a writer locks at once, not at its first write; a reader never

log = logging.getLogger(__name__)


class Database:
    """One database, shared by the threads of a process; after a fork each process opens its own."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._file = Path(self._url.database or "") if self._url.drivername == "sqlite" else None
        self._writer_lock = threading.Lock()
        self._opening_lock = threading.Lock()
        self._engine: Engine | None = None
        self._opened: tuple[int, int] | None = None  # process id, inode of the file
        self._fails_fast_until = 0.0
        self._failure, self._next_line = "", 0.0  # the last one in the log, and when it is logged again

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Yield a session whose transaction is committed to disk as a whole, or rolled back.

        Raises:
            DatabaseUnavailable: it was not committed.
        """
        if not self._writer_lock.acquire(timeout=THREAD_TIMEOUT):
            raise DatabaseUnavailable(UNAVAILABLE)
        try:
            with self._session(writes=True) as session:
                yield session
        finally:
            self._writer_lock.release()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session that reads one snapshot of the database.

        Raises:
            DatabaseUnavailable: the database cannot be read.
        """
        with self._session(writes=False) as session:
            yield session

    def prepare(self) -> None:
        """Create or migrate the tables; processes that start together wait for the first.

        Raises:
            DatabaseUnavailable: the database cannot be reached, or its schema is newer than this version.
        """
        with self._circuit_breaker():
            self._open(MIGRATION_TIMEOUT)

    def truncate_log(self) -> None:
        """Truncate SQLite's write-ahead log, which contains deleted rows, if an earlier version left the file with one.

        Raises:
            DatabaseUnavailable: the database cannot be reached.
        """
        if self._file:
            with self._circuit_breaker(), closing(self._open().raw_connection()) as connection:
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _session(self, *, writes: bool) -> Iterator[Session]:
        if time.monotonic() < self._fails_fast_until:
            raise DatabaseUnavailable(UNAVAILABLE)
        with self._circuit_breaker():
            engine = self._open().execution_options(writes=writes)
            with Session(engine) as session, session.begin():
                yield session
            self._recovered()

    @contextmanager
    def _circuit_breaker(self) -> Iterator[None]:
        """Log the cause of a failure in one line, open the circuit and raise one sentence for visitors."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, CommandError, OSError) as error:
            self._fails_fast_until = time.monotonic() + FAIL_FAST
            self._opened = (0, 0)  # no process: open it again, tables may be missing by now
            self._log_failure(str(error).splitlines()[0])
            raise DatabaseUnavailable(UNAVAILABLE) from error

    def _log_failure(self, failure: str) -> None:
        """Log a failure, the same one again only after a while."""
        now = time.monotonic()
        if failure == self._failure and now < self._next_line:
            return
        self._failure, self._next_line = failure, now + SILENT
        remedy = ""
        if self._file and any(sign in failure for sign in DAMAGE):
            remedy = f"; move {self._file} away, or replace it with a backup: a missing file is created again"
        log.error("analytics database failed: %s%s", failure, remedy)

    def _recovered(self) -> None:
        if self._failure:
            self._failure = ""
            log.info("analytics database works again")

    def _open(self, timeout: float = LOCK_TIMEOUT) -> Engine:
        """Return the engine; the first caller in this process opens the database within `timeout` seconds."""
        if self._engine is None or self._opened != self._identity():
            if not self._opening_lock.acquire(timeout=timeout):
                raise TimeoutError("another thread is still opening it")
            try:
                if self._engine is None or self._opened != self._identity():
                    self._reopen(timeout)
            finally:
                self._opening_lock.release()
        assert self._engine  # noqa: S101  for the type checker
        return self._engine

    def _reopen(self, timeout: float) -> None:
        if self._engine:
            self._engine.dispose(close=False)  # connections from before a fork belong to the parent
        self._migrate(timeout)
        self._engine, self._opened = self._create_engine(LOCK_TIMEOUT), self._identity()

    def _identity(self) -> tuple[int, int] | None:
        """Return the process id and the file's inode: they change after a fork, or when the file is replaced."""
        if not self._file:
            return os.getpid(), 0
        try:
            return os.getpid(), self._file.stat().st_ino
        except FileNotFoundError:
            return None

    def _migrate(self, timeout: float) -> None:
        """Run missing migrations, one process at a time; take no lock when the schema is current."""
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        engine = self._create_engine(timeout)
        try:
            if self._file:
                _leave_write_ahead_log(engine, self._file)
            with engine.connect() as connection:
                if migrations.revision(connection) == migrations.HEAD:
                    return
            with engine.execution_options(writes=True).begin() as connection:
                if not self._file:
                    connection.execute(text("SELECT pg_advisory_xact_lock(20261123)"))
                if migrations.revision(connection) != migrations.HEAD:
                    migrations.migrate(connection)
        finally:
            engine.dispose()

    def _create_engine(self, timeout: float) -> Engine:
        if not self._file:
            options = f"-c lock_timeout={int(timeout * 1000)} -c statement_timeout={int(timeout * 3000)}"
            connect: dict[str, Any] = {"connect_timeout": 2, "options": options}
            return create_engine(
                self._url, pool_size=2, pool_timeout=THREAD_TIMEOUT, pool_pre_ping=True, connect_args=connect
            )
        engine = create_engine(self._url, poolclass=NullPool, connect_args={"timeout": timeout})
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
        return engine


def _configure(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # _begin starts transactions, not the driver
    connection.execute("PRAGMA synchronous = FULL")  # a committed vote survives a power cut
    connection.execute("PRAGMA secure_delete = ON")  # overwrite deleted rows


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(BEGIN[connection.get_execution_options().get("writes", False)])


def _leave_write_ahead_log(engine: Engine, file: Path) -> None:
    """Switch a file of an earlier version to a rollback journal; do it another time if others still use the file."""
    with file.open("rb") as opened:
        if opened.read(20)[18:] != WRITE_AHEAD:
            return
    with closing(engine.raw_connection()) as connection, suppress(sqlite3.OperationalError):
        connection.cursor().execute("PRAGMA journal_mode = DELETE")
