"""The search log: written in the background, without personal data, without blocking."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from search_app.analytics.collection import keystrokes, search_log
from search_app.analytics.collection.feedback import Vote, save_vote
from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.row_counts import Click
from search_app.analytics.collection.search_log import Note, SearchLog
from search_app.analytics.privacy.retention import delete_old
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, SearchRow, VoterRow
from tests.concurrency import fork, kill, run_forked


def searched(query: str, visitor: str = "v", **changes: object) -> Searched:
    return Searched(query, **{"results": 1, "corrected": False, "visitor": visitor, **changes})  # type: ignore[arg-type]


def log_of(database: Database, *, enabled: bool = True) -> SearchLog:
    return SearchLog(database, enabled=enabled, retention_days=30)


def queries(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(SearchRow.query).order_by(SearchRow.id)))


def test_keystrokes_that_reach_different_processes_are_one_search(database: Database) -> None:
    log = log_of(database)
    log.note(searched("c"))
    assert log._channel.become_writer()

    def note(query: str) -> None:
        log.note(searched(query, visitor="v"))
        log.close()

    for query in ("co", "cop", "copa", "copay"):
        run_forked(partial(note, query))  # a key is typed after the one before it was answered
    log.close()
    assert queries(database) == ["copay"]


def test_another_process_writes_when_the_one_that_did_is_killed(database: Database) -> None:
    log = log_of(database)
    writes = multiprocessing.Event()

    def write() -> None:
        assert log._channel.become_writer()
        writes.set()
        time.sleep(60)

    writer = fork(write)
    assert writes.wait(60)
    log.note(searched("copay"))
    kill(writer)
    log.close()
    assert queries(database) == ["copay"]


def test_no_file_contains_a_visitor_key_or_joins_the_searches_of_a_visitor(tmp_path: Path) -> None:
    database, key = Database(f"sqlite:///{tmp_path}/a.db"), "5e" * 16
    log = log_of(database)
    for number in range(8):
        log.note(searched(f"{8 - number} plans", visitor=key if number % 2 else "77" * 16))
        save_vote(database, Vote(str(uuid4()), f"slug{number}", True, voter=f"{number}e" * 16))
    log.flush()
    with database.writing() as session:
        session.execute(update(VoterRow).values(day=today() - timedelta(days=1)))
    delete_old(database, 30)
    log.close()
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"8 plans" in stored
    assert queries(database) == sorted(queries(database))  # not in the order in which they were sent
    for forgotten in (key, "77" * 16, *(f"{number}e" * 16 for number in range(8))):
        assert forgotten.encode() not in stored
        assert bytes.fromhex(forgotten) not in stored


def test_equal_searches_are_counted_in_one_row(database: Database) -> None:
    log = log_of(database)
    for number in range(30):
        log.note(searched("copay", visitor=str(number)))
        log.note(Click("copay", "copayment", 1))
    log.close()
    with database.reading() as session:
        assert [(row.query, row.times) for row in session.scalars(select(SearchRow))] == [("copay", 30)]
        assert [(row.slug, row.times) for row in session.scalars(select(ClickRow))] == [("copayment", 30)]


def test_equal_searches_in_two_languages_are_counted_apart(database: Database) -> None:
    log = log_of(database)
    for number in range(6):
        language = "es" if number % 3 else "en"
        log.note(searched("hospital", visitor=str(number), language=language))
        log.note(Click("hospital", "copayment", 1, language=language))
    log.close()
    with database.reading() as session:
        for table in (SearchRow, ClickRow):
            assert [(row.language, row.times) for row in session.query(table).order_by(table.id)] == [
                ("en", 2),
                ("es", 4),
            ]


def test_late_notes_are_bounded_and_dropped_ones_counted(database: Database) -> None:
    log = log_of(database)
    log.start()
    log._working.acquire()  # the thread waits
    for _ in range(search_log.LATE_CAPACITY + 7):
        log.note(lambda: iter([Click("copay", "copayment", 2)]))
    assert (log.waiting, log.dropped) == (search_log.LATE_CAPACITY, 7)
    log._working.release()
    log.close()
    assert log.waiting == 0


def test_closing_gives_up_in_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluated = []
    monkeypatch.setattr(search_log, "CLOSING", 0.0)
    log = log_of(database)
    log.start()
    log._working.acquire()
    for number in range(50):
        log.note(lambda: evaluated.append(1) or iter([]))  # type: ignore[func-returns-value]
        log.note(searched(f"{number} plans"))
    log._working.release()
    log.close()
    assert len(evaluated) <= search_log.LATE_A_ROUND
    assert log.dropped >= 50 - len(evaluated)


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


def test_it_writes_by_itself_when_the_visitor_pauses(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keystrokes, "TYPING_PAUSE", 0.0)
    log = log_of(database)
    log.note(searched("copay"))
    give_up = time.monotonic() + 20
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
    assert time.monotonic() - started < 30
    log.flush()
    assert log.dropped + log.waiting >= search_log.CAPACITY
    (tmp_path / "place").unlink()
    time.sleep(2.1)
    log.close()
    assert len(queries(database)) + log.dropped == search_log.CAPACITY + 500
    assert len(queries(database)) >= search_log.CAPACITY / 10  # more where the disk is quick


def test_the_writing_thread_deletes_what_is_too_old(database: Database) -> None:
    with database.writing() as session:
        for days, query in ((99, "old"), (20, "new")):
            day = today() - timedelta(days=days)
            session.add(SearchRow(day=day, query=query, results=1, corrected=False, origin=""))
    log = log_of(database, enabled=False)  # deletion goes on when nothing is logged any more
    log.start()
    log.close()
    assert queries(database) in ([], ["new"])
