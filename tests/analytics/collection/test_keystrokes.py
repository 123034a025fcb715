"""Search-as-you-type collapsed: what counts as one search and what does not."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from search_app.analytics.collection.keystrokes import TYPING_PAUSE, KeystrokeCollapser, Searched
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow


def searched(query: str, visitor: str = "v", *, results: int = 1, narrowed: bool = False) -> Searched:
    return Searched(query, results, corrected=False, visitor=visitor, narrowed=narrowed)


def collapse(database: Database, *notes: tuple[float, Searched]) -> None:
    with database.writing() as session:
        KeystrokeCollapser(session, notes).write(today())


def queries(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        return [(row.query, row.results) for row in session.scalars(select(SearchRow).order_by(SearchRow.id))]


def test_typing_is_one_search(database: Database) -> None:
    typed = ("d", "de", "dex", "de", "ded", "Deductible  Plan")
    collapse(database, *((at, searched(query, results=at)) for at, query in enumerate(typed)))
    assert queries(database) == [("deductible plan", 5)]


def test_keystrokes_written_by_different_processes_are_one_search(database: Database) -> None:
    collapse(database, (1, searched("c")), (3, searched("cop")), (5, searched("copay", results=9)))
    collapse(database, (2, searched("co")), (4, searched("copa")))  # later in the database, earlier on the keyboard
    assert queries(database) == [("copay", 9)]


def test_after_a_pause_the_next_query_is_another_search(database: Database) -> None:
    collapse(database, (0, searched("copay")), (TYPING_PAUSE + 1, searched("copay plan")))
    assert queries(database) == [("copay", 1), ("copay plan", 1)]


def test_different_words_different_visitors_and_repetitions_are_searches(database: Database) -> None:
    notes = (searched("copay"), searched("premium"), searched("copay", "other"), searched("copay"))
    collapse(database, *enumerate(notes))
    assert [query for query, _ in queries(database)] == ["copay", "premium", "copay", "copay"]


def test_a_row_says_whether_the_last_of_its_searches_was_weak(database: Database) -> None:
    collapse(database, (0, searched("evic")), (1, replace(searched("eviction"), weak=True)))
    collapse(database, (2, replace(searched("cop", "w"), weak=True)))
    collapse(database, (3, searched("copay", "w")))
    with database.reading() as session:
        rows = session.scalars(select(SearchRow).order_by(SearchRow.id))
        assert [(row.query, row.weak) for row in rows] == [("eviction", True), ("copay", False)]


def test_a_filter_does_not_make_a_new_search(database: Database) -> None:
    collapse(database, (0, searched("copay", results=7)), (1, searched("copay", results=0, narrowed=True)))
    assert queries(database) == [("copay", 7)]
