"""The search log: written in the background, without personal data, without blocking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from search_app.analytics.collection import search_log
from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.search_log import Click, Note, SearchLog
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, SearchRow


def searched(query: str, visitor: str = "v", **changes: object) -> Searched:
    return Searched(query, **{"results": 1, "corrected": False, "visitor": visitor, **changes})  # type: ignore[arg-type]


def log_of(database: Database, *, enabled: bool = True) -> SearchLog:
    return SearchLog(database, enabled=enabled, retention_days=30)


def queries(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(SearchRow.query).order_by(SearchRow.id)))


def test_keystrokes_that_reach_different_processes_are_one_search(database: Database, url: str) -> None:
    one, other = log_of(database), log_of(Database(url))
    for number, query in enumerate(("c", "co", "cop", "copa", "copay")):
        (one, other)[number % 2].note(searched(query))
    one.flush()
    other.close()
    one.close()
    assert queries(database) == ["copay"]


def test_the_visitor_key_is_removed_within_a_minute(database: Database) -> None:
    log = log_of(database)
    log.note(searched("copay"))
    log.flush()

    def typing() -> str | None:
        with database.reading() as session:
            return session.scalars(select(SearchRow.typing)).one()

    assert typing() == "v"
    assert time.monotonic() < log._next_key_removal < time.monotonic() + 60
    with database.writing() as session:
        session.execute(update(SearchRow).values(typed_at=time.time() - search_log.KEY_LIFETIME - 1))
    log._maintain(log._next_key_removal)
    assert typing() is None
    log.close()


def test_visitor_keys_from_before_a_restart_are_removed_after_it(database: Database) -> None:
    with database.writing() as session:
        session.add(
            SearchRow(
                day=today(), query="q", results=1, corrected=False, origin="", typing="v", typed_at=time.time() - 99
            )
        )
    log = log_of(database)
    log.start()
    log.close()
    with database.reading() as session:
        assert session.scalars(select(SearchRow.typing)).one() is None


def test_queries_with_addresses_or_numbers_of_people_are_dropped(database: Database) -> None:
    log = log_of(database)
    for query in ("jane@example.org", "555-123-4567", "4111 1111 1111 1111", "078-05-1120", "copay"):
        log.note(searched(query, visitor=query))
        log.note(Click(query, "copayment", 1))
    log.close()
    assert queries(database) == ["copay"]
    with database.reading() as session:
        assert list(session.scalars(select(ClickRow.query))) == ["copay"]


def test_late_notes_are_evaluated_by_the_writing_thread(database: Database) -> None:
    log = log_of(database)
    log.note(lambda: iter([Click("copay", "copayment", 2), Click("copay", "deductible", None)]))
    log.close()
    with database.reading() as session:
        assert [(row.slug, row.rank) for row in session.scalars(select(ClickRow).order_by(ClickRow.id))] == [
            ("copayment", 2),
            ("deductible", None),
        ]


def test_a_late_note_that_raises_is_lost_alone(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Iterator[Note]:
        yield searched("never written")
        raise LookupError("no such generation")

    log = log_of(database)
    for note in (searched("copay"), broken, Click("copay", "copayment", 1), broken, searched("premium")):
        log.note(note)
    log.close()
    assert queries(database) == ["copay", "premium"]
    with database.reading() as session:
        assert list(session.scalars(select(ClickRow.slug))) == ["copayment"]
    # Databases of other tests may still complain; only this log counts.
    records = [record for record in caplog.records if record.levelname == "ERROR"]
    (record,) = [record for record in records if record.name == "search_app.analytics.collection.search_log"]
    assert "could not evaluate 2 notes" in record.message
    assert "no such generation" in caplog.text


def test_it_writes_by_itself_within_two_seconds(database: Database) -> None:
    log = log_of(database)
    log.note(searched("copay"))
    give_up = time.monotonic() + 10
    database.prepare()
    while not queries(database) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert queries(database) == ["copay"]
    log.close()


def test_switched_off_it_keeps_nothing(database: Database) -> None:
    log = log_of(database, enabled=False)
    log.note(searched("copay"))
    log.close()
    database.prepare()
    assert queries(database) == []


def test_a_full_queue_drops_and_a_database_that_is_gone_makes_notes_wait(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("in the way")
    database = Database(f"sqlite:///{tmp_path}/place/a.db")
    log = log_of(database)
    started = time.monotonic()
    for number in range(search_log.CAPACITY + 500):
        log.note(searched(f"query {number} x", visitor=str(number)))
    assert time.monotonic() - started < 5
    log.flush()
    assert log._dropped + len(log._waiting) + log._queue.qsize() >= search_log.CAPACITY
    (tmp_path / "place").unlink()
    time.sleep(2.1)
    log.close()
    assert search_log.CAPACITY <= len(queries(database)) <= search_log.CAPACITY + 500


def test_the_writing_thread_deletes_what_is_too_old(database: Database) -> None:
    with database.writing() as session:
        day = today() - timedelta(days=99)
        session.add(SearchRow(day=day, query="old", results=1, corrected=False, origin=""))
    log = log_of(database, enabled=False)  # deletion goes on when nothing is logged any more
    log.start()
    log.close()
    assert queries(database) == []
