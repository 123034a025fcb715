"""The report as a whole: totals, lists and an empty database."""

from __future__ import annotations

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.export import as_text
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.report import report
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.search import Engine
from search_app.search.nearest import NearestTerms


def test_totals_are_those_of_the_period(found: Report) -> None:
    assert (found.searches, found.without_results, found.corrected, found.opened) == (15, 8, 5, 3)
    assert len(found.days) == 7


def test_queries_are_listed_by_how_often(found: Report) -> None:
    assert [(each.query, each.searches, each.results, each.opened) for each in found.top][:2] == [
        ("copay", 5, 3, 3),
        ("prescripton plans", 4, 0, 0),
    ]
    assert [each.query for each in found.unopened] == ["tips"]


def test_weak_searches_are_missed_ones_told_apart(found: Report, database: Database, tiny: Engine) -> None:
    with database.writing() as session:
        row = {"day": today(), "query": "eviction", "results": 2, "weak": True}
        session.add_all(SearchRow(**row, corrected=False, origin="") for _ in range(3))
    now = report(database, NearestTerms.by_language(tiny), 7)
    assert (now.searches, now.without_results, now.weak) == (found.searches + 3, found.without_results, 3)
    assert (now.days[-1].without_results, now.days[-1].weak) == (8, 3)
    assert {each.label: each.only_weak for each in now.missed} == {
        "prescripton plans": False, "eviction": True, "xqzw": False,
    }  # fmt: skip


def test_an_empty_database_gives_an_empty_report(database: Database, tiny: Engine) -> None:
    empty = report(database, NearestTerms.by_language(tiny), 30)
    assert (empty.searches, len(empty.days), empty.missed, empty.terms) == (0, 30, (), ())
    assert "0 searches" in as_text(empty)
