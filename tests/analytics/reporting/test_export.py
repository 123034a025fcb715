"""The report as text, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.export import as_csv, as_json, as_text
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.report import report
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.search import Engine
from search_app.search.nearest import NearestTerms


def test_it_is_exported_for_people_programs_and_spreadsheets(found: Report) -> None:
    text = as_text(found)
    assert "15 searches, 8 without results" in text
    assert "or rather write a term" in text
    rows = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert {"top searches", "searches without results", "terms that did not help", "sites that embed us"} <= {
        row["section"] for row in rows
    }
    assert any(row["detail"] == "not helpful: =Too long" for row in rows)


def test_keys_of_the_json_are_only_added(found: Report) -> None:
    exported = json.loads(as_json(found))
    assert set(exported) == {
        "since", "until", "searches", "without_results", "corrected", "opened", "days", "top", "missed", "unopened",
        "ranks", "unhelpful", "comments", "requested", "sites", "cards", "weak", "language", "languages",
    }  # fmt: skip
    assert exported["missed"][0]["label"] == "prescripton plans"
    assert exported["missed"][1]["mend"]["key"] == "asked_as"
    assert exported["cards"][0]["slug"] == "copayment"


def test_searches_without_a_good_result_have_a_section_of_their_own(database: Database, tiny: Engine) -> None:
    with database.writing() as session:
        for query, results, weak in (("eviction", 2, True), ("landlord", 0, False)):
            row = {"day": today(), "query": query, "results": results, "weak": weak}
            session.add(SearchRow(**row, corrected=False, origin=""))
    written = report(database, NearestTerms.by_language(tiny), 1)
    rows = {(row["section"], row["what"]) for row in csv.DictReader(io.StringIO(as_csv(written)))}
    assert ("searches without results", "landlord") in rows
    assert ("searches without a good result", "eviction") in rows
    assert ("searches without results", "eviction") not in rows
    assert "2 searches, 1 without results, 1 without a good result" in as_text(written)


def test_a_formula_in_a_spreadsheet_stays_text(database: Database, tiny: Engine) -> None:
    with database.writing() as session:
        for sign in "=＝＋－＠":
            query = f'{sign}hyperlink("x")'
            session.add(SearchRow(day=today(), query=query, results=1, corrected=False, origin=""))
    written = as_csv(report(database, NearestTerms.by_language(tiny), 1))
    for sign in "=＝＋－＠":
        assert f"\"'{sign}hyperlink(" in written
