"""The database as JSON Lines, one file a table: a portable dump that SQLite and PostgreSQL both write and read.

Visitor keys are left out: they are deleted after a day, and a backup would keep them.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from alembic.util.exc import CommandError
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    Table,
    create_engine,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import SQLAlchemyError

from search_app.analytics.storage import migrations
from search_app.analytics.storage.tables import Base, VoterRow
from search_app.errors import BackupRefused

PATIENCE = 20.0  # seconds to wait for a lock
BATCH = 1000  # rows read or inserted at once
LEFT_OUT = frozenset({VoterRow.__tablename__})
FAILURES = (SQLAlchemyError, sqlite3.Error, CommandError, ImportError, OSError, ValueError, TypeError, KeyError)


@dataclass(frozen=True, slots=True)
class Dump:
    """What was dumped: the schema's revision, and the number of rows of each table."""

    revision: str
    rows: Mapping[str, int] = field(default_factory=dict)


def dump(url: str, folder: Path) -> Dump | None:
    """Write `<table>.jsonl` for each table into `folder`, from one snapshot; None if there is no database.

    Services go on writing meanwhile.

    Raises:
        BackupRefused: the database cannot be read.
    """
    with _failing(url, "cannot be read"):
        file = sqlite_file(url)
        if not file:
            return _dump(url, folder)
        if not file.exists() or not file.stat().st_size:
            return None
        snapshot = folder / ".snapshot.db"
        try:
            _copy_online(file, snapshot)
            return _dump(f"sqlite:///{snapshot}", folder)
        finally:
            snapshot.unlink(missing_ok=True)


def has_rows(url: str) -> bool:
    """Return whether restoring into the database would overwrite anything; a file that cannot be read counts.

    Raises:
        BackupRefused: PostgreSQL cannot be reached.
    """
    file = sqlite_file(url)
    if file and (not file.exists() or not file.stat().st_size):
        return False
    try:
        with _failing(url, "cannot be read"), _connected(url) as connection:
            tables = _tables(connection)
            return any(connection.execute(select(table).limit(1)).first() for table in tables)
    except BackupRefused:
        if file:
            return True
        raise


@contextmanager
def restoring(url: str, folder: Path, revision: str) -> Iterator[StagedDatabase]:
    """Load the dump in `folder` beside the database; `replace()` puts it into its place, anything else drops it.

    Raises:
        BackupRefused: the dump is of a newer version, or cannot be loaded.
    """
    if not migrations.is_known(revision):
        raise BackupRefused(f"The backup's database has the schema {revision!r}, which this version does not know.")
    with _failing(url, "cannot be restored"):
        file = sqlite_file(url)
        with _staged_file(file, folder, revision) if file else _staged_transaction(url, folder, revision) as staged:
            yield staged


class StagedDatabase:
    """A restored database that nobody sees before `replace()`."""

    def replace(self) -> None:
        raise NotImplementedError


class _StagedFile(StagedDatabase):
    def __init__(self, staged: Path, file: Path) -> None:
        self._staged, self._file = staged, file

    def replace(self) -> None:
        """Replace the file while no service writes to it; running services open the new one by themselves."""
        with closing(sqlite3.connect(self._file, timeout=PATIENCE, isolation_level=None)) as old:
            with suppress(sqlite3.DatabaseError):  # a damaged file is replaced all the same
                old.execute("BEGIN EXCLUSIVE")
            for suffix in ("-journal", "-wal", "-shm"):  # of the old file: they would be applied to the new one
                self._file.with_name(self._file.name + suffix).unlink(missing_ok=True)
            self._staged.replace(self._file)


class _StagedTransaction(StagedDatabase):
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def replace(self) -> None:
        self._connection.commit()


def sqlite_file(url: str) -> Path | None:
    """Return the file of a SQLite database, or None for PostgreSQL."""
    parts = make_url(url)
    return Path(parts.database or "") if parts.drivername == "sqlite" else None


@contextmanager
def _staged_file(file: Path, folder: Path, revision: str) -> Iterator[StagedDatabase]:
    file.parent.mkdir(parents=True, exist_ok=True)
    staged = file.with_name(f".{file.name}.restored")
    staged.unlink(missing_ok=True)
    owner = file.stat() if file.exists() else None
    try:
        staged.touch(mode=0o600)
        with _connected(f"sqlite:///{staged}") as connection:
            _load(connection, folder, revision)
            connection.commit()
        _give_to(staged, owner or file.parent.stat(), owner.st_mode & 0o777 if owner else 0o600)
        with staged.open("rb") as written:
            os.fsync(written.fileno())
        yield _StagedFile(staged, file)
    finally:
        for left in (staged, staged.with_name(staged.name + "-journal")):
            left.unlink(missing_ok=True)


def _give_to(file: Path, owner: os.stat_result, mode: int) -> None:
    """Give a file that root restored to the user of the service."""
    file.chmod(mode)
    if os.geteuid() == 0:
        shutil.chown(file, owner.st_uid, owner.st_gid)


@contextmanager
def _staged_transaction(url: str, folder: Path, revision: str) -> Iterator[StagedDatabase]:
    with _connected(url) as connection:
        connection.execute(text(f"SET LOCAL lock_timeout = {int(PATIENCE * 1000)}"))
        Base.metadata.drop_all(connection)
        connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        _load(connection, folder, revision)
        yield _StagedTransaction(connection)


def _load(connection: Connection, folder: Path, revision: str) -> None:
    migrations.migrate(connection, revision)
    for table in _tables(connection):
        file = folder / f"{table.name}.jsonl"
        if file.exists():
            with file.open("rb") as lines:
                for rows in _batches(table, lines):
                    connection.execute(insert(table), rows)
    if revision != migrations.HEAD:
        migrations.migrate(connection)


def _batches(table: Table, lines: Iterator[bytes]) -> Iterator[list[dict[str, Any]]]:
    dates = [column.name for column in table.columns if isinstance(column.type, Date)]
    batch = []
    for line in lines:
        row = msgspec.json.decode(line, type=dict[str, Any])
        batch.append({**row, **{name: date.fromisoformat(row[name]) for name in dates}})
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _dump(url: str, folder: Path) -> Dump | None:
    with _connected(url) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        revision = migrations.revision(connection)
        if not revision:
            return None
        rows = {table.name: _dump_table(connection, table, folder) for table in _tables(connection)}
        return Dump(revision, rows)


def _dump_table(connection: Connection, table: Table, folder: Path) -> int:
    columns = [column for column in table.columns if not _is_counter(column)]
    found = connection.execution_options(yield_per=BATCH).execute(select(*columns))
    count = 0
    with (folder / f"{table.name}.jsonl").open("wb") as lines:
        for row in found.mappings():
            lines.write(msgspec.json.encode(dict(row)) + b"\n")
            count += 1
    return count


def _is_counter(column: Column[Any]) -> bool:
    """Return whether the database numbers the rows by this column; no other table refers to such numbers."""
    return column.primary_key and isinstance(column.type, Integer)


def _tables(connection: Connection) -> list[Table]:
    """Return the tables of feedback and searches that the database has, as they are there."""
    there = set(inspect(connection).get_table_names())
    wanted = sorted((there & set(Base.metadata.tables)) - LEFT_OUT)
    metadata = MetaData()
    metadata.reflect(connection, only=wanted)
    return [metadata.tables[name] for name in wanted]


def _copy_online(file: Path, snapshot: Path) -> None:
    """Copy a SQLite database that others write to; writers wait while it is copied.

    Raises:
        sqlite3.Error: it stayed locked, or it is damaged.
    """
    give_up = time.monotonic() + PATIENCE

    def check(_status: int, _remaining: int, _total: int) -> None:
        if time.monotonic() > give_up:
            raise sqlite3.OperationalError("database is locked")

    snapshot.touch(mode=0o600)
    with (
        closing(sqlite3.connect(f"file:{_quoted(file)}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(snapshot)) as target,
    ):
        source.backup(target, progress=check, sleep=0.05)
        target.execute("PRAGMA journal_mode = DELETE")
        (state,) = target.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise sqlite3.DatabaseError("database disk image is malformed")
        target.execute("PRAGMA secure_delete = ON")
        for name in LEFT_OUT:  # no copy of a visitor key stays on the disk
            with suppress(sqlite3.OperationalError):
                target.execute(f"DELETE FROM {name}")  # noqa: S608  a name of ours
        target.commit()


def _quoted(file: Path) -> str:
    return str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    arguments: dict[str, Any] = {"timeout": PATIENCE} if sqlite_file(url) else {"connect_timeout": 5}
    engine = create_engine(url, connect_args=arguments)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _failing(url: str, what: str) -> Iterator[None]:
    try:
        yield
    except FAILURES as error:
        cause = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        shown = make_url(url).render_as_string(hide_password=True)
        raise BackupRefused(f"The database {shown} {what}: {cause}.") from error
