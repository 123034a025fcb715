from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select, update

from search_app.analytics.collection import search_log
from search_app.analytics.collection.keystrokes import Searched
from search_app.analytics.collection.search_log import Click, SearchLog
from search_app.analytics.privacy.retention import delete_old
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import Feedback, Opening, Search, Voter, Wish


def searched(query: str, visitor: str = "v", **changes: object) -> Searched:
    return Searched(query, **{"results": 1, "corrected": False, "visitor": visitor, **changes})  # type: ignore[arg-type]


def log_of(database: Database, *, enabled: bool = True) -> SearchLog:
    return SearchLog(database, enabled=enabled, retention_days=30)


def queries(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Search.query).order_by(Search.id)))


def test_typing_is_one_search(database: Database) -> None:
    log = log_of(database)
    for query in ("d", "de", "dex", "de", "ded", "Deductible  Plan"):
        log.note(searched(query, results=len(query)))
    log.close()
    assert queries(database) == ["deductible plan"]


def test_keystrokes_that_reach_different_processes_are_one_search(database: Database, url: str) -> None:
    one, other = log_of(database), log_of(Database(url))
    for number, query in enumerate(("c", "co", "cop", "copa", "copay")):
        (one, other)[number % 2].note(searched(query))
    one.flush()
    other.close()
    one.close()
    assert queries(database) == ["copay"]


def test_different_words_different_visitors_and_repetitions_are_searches(database: Database) -> None:
    log = log_of(database)
    for note in (searched("copay"), searched("premium"), searched("copay", "other"), searched("copay")):
        log.note(note)
    log.close()
    assert queries(database) == ["copay", "premium", "copay", "copay"]


def test_a_filter_does_not_make_a_new_search(database: Database) -> None:
    log = log_of(database)
    for note in (searched("copay", results=7), searched("copay", results=0, narrowed=True)):
        log.note(note)
    log.close()
    with database.reading() as session:
        assert [row.results for row in session.scalars(select(Search))] == [7]


def test_who_typed_is_forgotten_within_a_minute(database: Database) -> None:
    log = log_of(database)
    log.note(searched("copay"))
    log.flush()

    def typing() -> str | None:
        with database.reading() as session:
            return session.scalars(select(Search.typing)).one()

    assert typing() == "v"
    assert time.monotonic() < log._next_forgetting < time.monotonic() + 60
    with database.writing() as session:
        session.execute(update(Search).values(typed_at=time.time() - search_log.FORGOTTEN - 1))
    log._tidy(log._next_forgetting)
    assert typing() is None
    log.close()


def test_who_typed_before_a_restart_is_forgotten_after_it(database: Database) -> None:
    with database.writing() as session:
        session.add(
            Search(day=today(), query="q", results=1, corrected=False, origin="", typing="v", typed_at=time.time() - 99)
        )
    log = log_of(database)
    log.start()
    log.close()
    with database.reading() as session:
        assert session.scalars(select(Search.typing)).one() is None


def test_queries_with_addresses_or_numbers_of_people_are_dropped(database: Database) -> None:
    log = log_of(database)
    for query in ("jane@example.org", "555-123-4567", "4111 1111 1111 1111", "078-05-1120", "copay"):
        log.note(searched(query, visitor=query))
        log.note(Click(query, "copayment", 1))
    log.close()
    assert queries(database) == ["copay"]
    with database.reading() as session:
        assert list(session.scalars(select(Opening.query))) == ["copay"]


def test_notes_are_worked_out_by_the_writing_thread(database: Database) -> None:
    log = log_of(database)
    log.note(lambda: iter([Click("copay", "copayment", 2), Click("copay", "deductible", None)]))
    log.close()
    with database.reading() as session:
        assert [(row.slug, row.rank) for row in session.scalars(select(Opening).order_by(Opening.id))] == [
            ("copayment", 2),
            ("deductible", None),
        ]


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


def test_what_is_too_old_is_deleted(database: Database) -> None:
    old, fresh = today() - timedelta(days=31), today() - timedelta(days=30)
    with database.writing() as session:
        for number, day in enumerate((old, fresh)):
            session.add(Feedback(id=str(number), day=day, slug="s", helpful=True, comment="", counted=True, origin=""))
            session.add(Wish(id=str(number), day=day, query="q", comment="", origin=""))
            session.add(Search(day=day, query=f"the words of day {number}", results=1, corrected=False, origin=""))
            session.add(Opening(day=day, query="q", slug="s", rank=1, origin=""))
        session.add(Voter(key="yesterday", day=today() - timedelta(days=1)))
        session.add(Voter(key="today", day=today()))
    assert delete_old(database, 30) == 5
    with database.reading() as session:
        assert list(session.scalars(select(Voter.key))) == ["today"]
        for table in (Feedback, Wish, Search, Opening):
            assert list(session.scalars(select(table.day))) == [fresh]


def test_deleted_text_is_not_left_on_disk(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/a.db")
    with database.writing() as session:
        day = today() - timedelta(days=99)
        session.add(Search(day=day, query="unforgettable words", results=1, corrected=False, origin=""))
    delete_old(database, 30)
    assert all(b"unforgettable" not in file.read_bytes() for file in tmp_path.glob("a.db*"))


def test_the_writing_thread_deletes_what_is_too_old(database: Database) -> None:
    with database.writing() as session:
        day = today() - timedelta(days=99)
        session.add(Search(day=day, query="old", results=1, corrected=False, origin=""))
    log = log_of(database, enabled=False)  # deletion goes on when nothing is logged any more
    log.start()
    log.close()
    assert queries(database) == []
