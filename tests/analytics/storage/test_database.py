"""The analytics database on SQLite and PostgreSQL: migrations, transactions, failures."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage import migrations
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.dump import sqlite_file
from search_app.analytics.storage.tables import Base, ClickRow, FeedbackRow, SearchRow, TermRequestRow, VoterRow
from search_app.errors import DatabaseUnavailable
from tests.concurrency import run_forked
from tests.conftest import ROOT
from tests.postgres import Cluster


def add(database: Database, key: str) -> None:
    with database.writing() as session:
        session.add(VoterRow(key=key, day=today()))


def keys(database: Database) -> set[str]:
    with database.reading() as session:
        return {row.key for row in session.query(VoterRow)}


def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    database.prepare()
    with database.reading() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        assert migrations.revision(session.connection()) == migrations.HEAD


def test_the_newest_step_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory(str(Path(migrations.__file__).parent)).get_heads() == [migrations.HEAD]


@contextmanager
def earlier_database(url: str, revision: str) -> Iterator[Connection]:
    """Yield a connection to the database as an earlier version made it."""
    if file := sqlite_file(url):
        file.parent.mkdir(parents=True)
    engine = create_engine(url)
    with engine.begin() as connection:
        migrations.migrate(connection, revision)
        yield connection
    engine.dispose()


def test_searches_of_an_earlier_version_are_not_weak(database: Database, url: str) -> None:
    with earlier_database(url, "0001") as connection:
        connection.execute(
            text("INSERT INTO searches (day, query, results, corrected, origin) VALUES (:day, 'q', 0, :no, '')"),
            {"day": today(), "no": False},
        )
    database.prepare()
    with database.reading() as session:
        assert [(row.weak, row.times) for row in session.query(SearchRow)] == [(False, 1)]


def test_what_an_earlier_version_stored_is_english(database: Database, url: str) -> None:
    with earlier_database(url, "0003") as connection:
        for statement in (
            "INSERT INTO feedback VALUES ('v', :day, 'copayment', :yes, '', :yes, '')",
            "INSERT INTO wishes VALUES ('w', :day, 'gym', '', '')",
            "INSERT INTO searches (day, query, results, corrected, origin) VALUES (:day, 'q', 0, :yes, '')",
            "INSERT INTO openings (day, query, slug, rank, origin) VALUES (:day, 'q', 'copayment', 1, '')",
        ):
            connection.execute(text(statement), {"day": today(), "yes": True})
    database.prepare()
    with database.reading() as session:
        for table in (FeedbackRow, TermRequestRow, SearchRow, ClickRow):
            assert [row.language for row in session.query(table)] == ["en"]


def test_processes_that_start_together_prepare_it_once(url: str) -> None:
    code = f"from search_app.analytics.storage.database import Database; Database({url!r}).prepare()"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(6)]
    for process in started:
        _, said = process.communicate(timeout=60)
        assert process.returncode == 0, said.decode()
    add(Database(url), "1")


def test_a_transaction_is_committed_as_a_whole_or_not_at_all(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.add(VoterRow(key="1", day=today()))
        session.flush()
        _ = 1 / 0
    add(database, "2")
    assert keys(database) == {"2"}


def test_tables_of_a_newer_version_are_left_alone(database: Database, url: str) -> None:
    database.prepare()
    with database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnavailable):
        Database(url).prepare()


def test_a_locked_file_is_given_up_in_time_and_used_again_when_free(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    add(database, "1")
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match="could not save"):
        add(database, "2")
    assert time.monotonic() - started < 4
    started = time.monotonic()
    with pytest.raises(DatabaseUnavailable):  # not asked again at once
        add(database, "2")
    assert time.monotonic() - started < 1
    other.execute("ROLLBACK")
    time.sleep(2.1)
    add(database, "2")
    assert keys(database) == {"1", "2"}


def test_a_file_that_was_removed_is_created_again(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    add(database, "1")
    for file in tmp_path.glob("a.db*"):
        file.unlink()
    add(database, "2")
    with sqlite3.connect(tmp_path / "a.db") as found:
        assert found.execute("SELECT key FROM voters").fetchall() == [("2",)]


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DatabaseUnavailable, match="try again"):
        Database(f"sqlite:///{tmp_path}/file/a.db").prepare()


def test_a_file_with_a_write_ahead_log_of_an_earlier_version_loses_it(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/a.db").prepare()
    earlier = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    earlier.execute("PRAGMA journal_mode = WAL")
    earlier.execute("INSERT INTO voters VALUES ('forgotten', '2026-01-01')")
    earlier.execute("DELETE FROM voters")
    run_forked(lambda: None)  # it ends without closing the file, as if it were killed
    for file in tmp_path.glob("a.db*"):
        shutil.copy(file, tmp_path / file.name.replace("a.db", "killed.db"))
    earlier.close()
    add(Database(f"sqlite:///{tmp_path}/killed.db"), "1")
    assert [file.name for file in tmp_path.glob("killed.db*")] == ["killed.db"]
    assert b"forgotten" not in (tmp_path / "killed.db").read_bytes()


def test_what_is_saved_in_a_file_that_was_damaged_while_open_is_there(tmp_path: Path) -> None:
    """Each damage is met by an answer that holds: an error, or a row that another connection reads."""
    file = tmp_path / "a.db"
    whole = tmp_path / "whole.db"
    Database(f"sqlite:///{whole}").prepare()
    damages: list[Callable[[], object]] = [
        lambda: os.truncate(file, 0),
        lambda: os.truncate(file, file.stat().st_size // 2),
        lambda: os.truncate(file, 50),
        lambda: file.write_bytes(b"garbage" * 9000),
        lambda: file.write_bytes(whole.read_bytes()),
        lambda: file.write_bytes(file.read_bytes()[:100] + b"\xff" * 8000 + file.read_bytes()[8100:]),
    ]
    for number, damage in enumerate(damages):
        file.unlink(missing_ok=True)
        database = Database(f"sqlite:///{file}")
        for key in range(5):
            add(database, f"before{key}")
        damage()
        for key in range(3):
            database._fails_fast_until = 0.0
            try:
                add(database, f"after{number}-{key}")
            except DatabaseUnavailable:
                continue
            with sqlite3.connect(file) as other:
                assert (f"after{number}-{key}",) in other.execute("SELECT key FROM voters").fetchall()


def test_an_emptied_file_heals_and_a_damaged_one_is_explained_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    file = tmp_path / "a.db"
    database = Database(f"sqlite:///{file}")
    add(database, "1")
    os.truncate(file, 0)
    with pytest.raises(DatabaseUnavailable):
        add(database, "2")
    database._fails_fast_until = 0.0
    add(database, "3")
    assert keys(database) == {"3"}
    file.write_bytes(b"garbage" * 9000)
    caplog.clear()
    for _ in range(5):
        database._fails_fast_until = 0.0
        with pytest.raises(DatabaseUnavailable):
            add(database, "4")
    (line,) = [record.message for record in caplog.records if "failed" in record.message]
    assert f"move {file} away" in line
    file.unlink()
    database._fails_fast_until = 0.0
    add(database, "5")
    assert "works again" in caplog.text


def test_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(DatabaseUnavailable):
        add(Database(f"sqlite:///{tmp_path}/a.db"), "1")


def test_every_commit_of_a_file_is_synced_and_nothing_deleted_is_left_beside_it(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    database.prepare()
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "delete"
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA secure_delete")) == 1


def test_postgresql_may_go_and_come_back(postgres: Cluster) -> None:
    database = Database(postgres.create("comes_back").replace("postgresql://", "postgresql+psycopg://"))
    add(database, "1")
    postgres.stop()
    try:
        started = time.monotonic()
        with pytest.raises(DatabaseUnavailable):
            add(database, "2")
        assert time.monotonic() - started < 4
    finally:
        postgres.start()
    time.sleep(2.1)
    add(database, "3")
    assert keys(database) == {"1", "3"}
