from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.export import as_csv, as_json, as_text
from search_app.analytics.reporting.glossary_lookup import NearestTerm
from search_app.analytics.reporting.query_clusters import cluster, mend_for
from search_app.analytics.reporting.report import Report, most_opened, report, wilson_upper
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import Feedback, Opening, Search, Wish
from search_app.search import Engine
from search_app.search.nearest import NearestTerms

COUNTS = {"copay": (5, 3), "prescripton plans": (4, 0), "prescription plan": (3, 0), "tips": (2, 2), "xqzw": (1, 0)}


@pytest.fixture
def found(database: Database, tiny: Engine) -> Report:
    """A day of searches, votes, comments and requests, as editors see it; what is too old is not in it."""
    day = today()
    with database.writing() as session:
        for query, (times, results) in COUNTS.items():
            for _ in range(times):
                session.add(
                    Search(
                        day=day, query=query, results=results, corrected=query == "copay", origin="https://a.example"
                    )
                )
        session.add(
            Search(
                day=day - timedelta(days=7), query="too old", results=0, corrected=False, origin="https://old.example"
            )
        )
        for rank in (1, 3):
            session.add(Opening(day=day, query="copay", slug="copayment", rank=rank, origin="https://b.example"))
        session.add(Opening(day=day, query="copay", slug="deductible", rank=None, origin=""))
        votes = [("deductible", False)] * 9 + [("deductible", True)] + [("tip-pooling", False)] + [("copayment", True)]
        for slug, helpful in votes:
            session.add(
                Feedback(id=str(uuid4()), day=day, slug=slug, helpful=helpful, comment="", counted=True, origin="")
            )
        said = Feedback(
            id=str(uuid4()), day=day, slug="copayment", helpful=False, comment="=Too long", counted=False, origin=""
        )
        session.add(said)
        for comment in ("On my bill.", ""):
            session.add(
                Wish(id=str(uuid4()), day=day, query="Gym Contract", comment=comment, origin="https://a.example")
            )
    return report(database, NearestTerms(tiny), 7)


def test_it_counts_each_day(found: Report) -> None:
    assert (found.searches, found.without_results, found.corrected, found.opened) == (15, 8, 5, 3)
    assert len(found.days) == 7
    assert (found.days[-1].searches, found.days[-1].without_results, found.days[0].searches) == (15, 8, 0)


def test_queries_are_listed_by_how_often(found: Report) -> None:
    assert [(each.query, each.searches, each.results, each.opened) for each in found.top][:2] == [
        ("copay", 5, 3, 3),
        ("prescripton plans", 4, 0, 0),
    ]
    assert [each.query for each in found.unopened] == ["tips"]


def test_queries_without_results_are_put_together_by_spelling_and_stem(found: Report) -> None:
    first, second = found.missed
    assert (first.label, first.searches) == ("prescripton plans", 7)
    assert first.queries == ("prescripton plans", "prescription plan")
    assert (second.label, second.found_today, second.wants_a_term) == ("xqzw", False, True)
    assert second.mend  # the nearest term is named, however unlike
    assert (second.mend.key, second.mend.text) == ("asked_as", "xqzw")


def test_places_and_cards_say_what_was_opened(found: Report) -> None:
    assert {rank.place: rank.opened for rank in found.ranks if rank.opened} == {"1": 1, "3": 1, "beside the list": 1}
    copayment = found.cards[0]
    assert (copayment.slug, copayment.opened, copayment.rank, copayment.queries) == ("copayment", 2, 2.0, ("copay",))
    assert (copayment.votes, copayment.helpful, copayment.updated) == (1, 1.0, "2026-01-10")


def test_the_surest_of_unhelpful_terms_is_first(found: Report) -> None:
    assert [(card.slug, card.votes, card.helpful) for card in found.unhelpful] == [
        ("deductible", 10, 0.1),
        ("tip-pooling", 1, 0.0),
    ]
    assert 0.4 < wilson_upper(1, 10) < 0.41  # 0.4042, as in published tables of the interval
    assert wilson_upper(0, 0) == 1


def test_comments_requests_and_sites(found: Report) -> None:
    assert [(comment.name, comment.comment) for comment in found.comments] == [("Copayment", "=Too long")]
    assert [(each.query, each.requests, each.comments) for each in found.requested] == [
        ("gym contract", 2, ("On my bill.",))
    ]
    assert [(site.origin, site.searches, site.opened, site.sent) for site in found.sites] == [
        ("https://a.example", 15, 0, 2),
        ("https://b.example", 0, 2, 0),
    ]


def test_it_is_written_for_people_programs_and_spreadsheets(found: Report) -> None:
    text = as_text(found)
    assert "15 searches, 8 without results" in text
    assert "or rather write a term" in text
    assert json.loads(as_json(found))["missed"][0]["label"] == "prescripton plans"
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert {"top searches", "searches without results", "terms that did not help", "sites that embed us"} <= {
        row["section"] for row in rows
    }
    assert any(row["detail"] == "not helpful: =Too long" for row in rows)


def test_a_formula_in_a_spreadsheet_stays_text(database: Database, tiny: Engine) -> None:
    with database.writing() as session:
        session.add(Search(day=today(), query='=hyperlink("x")', results=1, corrected=False, origin=""))
    written = as_csv(report(database, NearestTerms(tiny), 1))
    assert "\"'=hyperlink(" in written


def test_an_empty_database_gives_an_empty_report(database: Database, tiny: Engine) -> None:
    empty = report(database, NearestTerms(tiny), 30)
    assert (empty.searches, len(empty.days), empty.missed, empty.cards) == (0, 30, (), ())
    assert "0 searches" in as_text(empty)


def test_what_was_opened_after_a_query(found: Report, database: Database) -> None:
    assert most_opened(database, " Copay ") == [("copayment", 2), ("deductible", 1)]
    assert most_opened(database, "nothing") == []


def test_a_cluster_that_finds_something_today_needs_no_mend(tiny: Engine) -> None:
    (only,) = cluster([("copay", 3)], NearestTerms(tiny), 10)
    assert (only.found_today, only.nearest, only.mend) == (True, "Copayment", None)


@pytest.mark.parametrize(
    ("query", "name", "key", "text"),
    [
        ("hmo", "Health Maintenance Organization", "aliases", "HMO"),
        ("paidleave", "Paid Leave", "aliases", "paidleave"),
        ("alimony", "Annuity", "asked_as", "alimony"),  # another word is searched, and not shown
        ("dedductibble", "Deductible", "asked_as", "dedductibble"),  # a misspelling is not what it is called
        ("they keep money i paid up front", "Deductible", "asked_as", "they keep money i paid up front"),
    ],
)
def test_a_mend_is_an_alias_or_a_way_to_ask(query: str, name: str, key: str, text: str) -> None:
    mend = mend_for(query, NearestTerm("slug", name, found=False))
    assert (mend.key, mend.text) == (key, text)
