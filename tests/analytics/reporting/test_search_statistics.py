"""Searches and clicks by day, by rank, by embedding site and by query."""

from __future__ import annotations

from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.search_statistics import most_opened
from search_app.analytics.storage.database import Database


def test_days_without_a_search_are_listed_too(found: Report) -> None:
    assert (found.days[-1].searches, found.days[-1].without_results, found.days[0].searches) == (15, 8, 0)


def test_clicks_are_counted_by_rank(found: Report) -> None:
    assert {rank.place: rank.opened for rank in found.ranks if rank.opened} == {"1": 1, "3": 1, "beside the list": 1}
    assert [rank.place for rank in found.ranks][9:] == ["10", "11 or later", "beside the list"]


def test_embedding_sites_are_listed_by_traffic(found: Report) -> None:
    assert [(site.origin, site.searches, site.opened, site.sent) for site in found.sites] == [
        ("https://a.example", 15, 0, 2),
        ("https://b.example", 0, 2, 0),
    ]


def test_terms_opened_after_a_query_are_counted(found: Report, database: Database) -> None:
    assert most_opened(database, " Copay ", "en") == [("copayment", 2), ("deductible", 1)]
    assert most_opened(database, "nothing", "en") == []
