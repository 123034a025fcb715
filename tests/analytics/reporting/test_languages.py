"""The report on a glossary of several languages: figures of all and of one, terms in their own language."""

from __future__ import annotations

import csv
import io

import pytest

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.export import as_csv, as_text
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.query_clusters import MissedQuery, cluster
from search_app.analytics.reporting.report import report
from search_app.analytics.reporting.search_statistics import most_opened
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.search import Engine
from search_app.search.nearest import NearestTerms


@pytest.fixture
def both(spoken: Database, bilingual: Engine) -> Report:
    return report(spoken, NearestTerms.by_language(bilingual), 7)


@pytest.fixture
def spanish(spoken: Database, bilingual: Engine) -> Report:
    return report(spoken, NearestTerms.by_language(bilingual), 7, "es")


def test_equal_queries_in_two_languages_are_two_rows(both: Report) -> None:
    assert {(each.query, each.language, each.searches, each.opened) for each in both.top} == {
        ("copay", "en", 1, 1), ("copay", "es", 2, 2), ("copagitos", "en", 1, 0), ("copagitos", "es", 2, 0),
    }  # fmt: skip
    assert {(each.query, each.language, each.requests) for each in both.requested} == {
        ("plan", "en", 1),
        ("plan", "es", 2),
    }


def test_a_term_is_judged_in_each_language_apart(both: Report) -> None:
    texts = [(each.slug, each.name, each.language, each.votes, each.helpful, each.opened) for each in both.terms]
    assert texts == [("copayment", "Copago", "es", 2, 0.0, 2), ("copayment", "Copayment", "en", 1, 1.0, 1)]
    assert [(each.name, each.language) for each in both.unhelpful] == [("Copago", "es")]
    assert {(each.name, each.comment) for each in both.comments} == {("Copayment", "In en."), ("Copago", "In es.")}


def test_missed_queries_are_clustered_in_their_language_and_meet_its_terms(both: Report) -> None:
    assert [(each.language, each.searches, each.nearest) for each in both.missed] == [
        ("es", 2, "Copago"),
        ("en", 1, "Copayment"),
    ]
    assert [(each.fix.slug, each.fix.language) for each in both.missed if each.fix] == [
        ("copayment", "es"),
        ("copayment", "en"),
    ]


def test_one_language_has_its_own_figures(both: Report, spanish: Report) -> None:
    assert (both.searches, both.without_results, both.opened, both.language) == (6, 3, 3, "")
    assert (spanish.searches, spanish.without_results, spanish.opened, spanish.language) == (4, 2, 2, "es")
    assert [day.searches for day in spanish.days if day.searches] == [4]
    assert [rank.opened for rank in spanish.ranks if rank.opened] == [2]
    for listed in (spanish.top, spanish.missed, spanish.comments, spanish.requested, spanish.terms):
        assert {each.language for each in listed} == {"es"}


def test_the_figures_of_the_languages_add_up(both: Report, spanish: Report) -> None:
    figures = [(each.language, each.searches, each.without_results, each.opened, each.sent) for each in both.languages]
    assert figures == [("en", 2, 1, 1, 2), ("es", 4, 2, 2, 4)]
    assert [each.language for each in spanish.languages] == ["es"]


def test_a_language_that_is_gone_is_counted_and_looked_up_in_the_default_one(
    spoken: Database, bilingual: Engine, tiny: Engine
) -> None:
    with spoken.writing() as session:
        session.add(SearchRow(day=today(), query="zzqx", results=0, corrected=False, origin="", language="fr"))
    now = report(spoken, NearestTerms.by_language(bilingual), 7)
    assert [(each.language, each.searches) for each in now.languages] == [("en", 2), ("es", 4), ("fr", 1)]
    (only,) = cluster([MissedQuery("copay", 1, language="fr")], NearestTerms.by_language(tiny), 10)
    assert (only.nearest, only.language) == ("Copayment", "fr")


def test_the_language_is_beside_the_query_where_lists_mix(both: Report, spanish: Report) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(both))))
    assert {(row["what"], row["language"]) for row in rows if row["section"] == "top searches"} == {
        ("copay", "en"), ("copay", "es"), ("copagitos", "en"), ("copagitos", "es"),
    }  # fmt: skip
    assert [row["what"] for row in rows if row["section"] == "languages"] == ["en", "es"]
    assert "      2  copay  [es]  (1 results, opened 2 times)" in as_text(both)
    assert as_csv(spanish).startswith("section,what,count,detail\r\n")
    assert "[es]" not in as_text(spanish)
    assert f"{spanish.until}, es: 4 searches" in as_text(spanish)


def test_a_glossary_of_one_language_does_not_name_it(found: Report) -> None:
    assert as_csv(found).startswith("section,what,count,detail\r\n")
    assert "[en]" not in as_text(found)
    assert "Languages" not in as_text(found)


def test_terms_opened_after_a_query_are_those_of_its_language(spoken: Database) -> None:
    assert most_opened(spoken, "copay", "es") == [("copayment", 2)]
    assert most_opened(spoken, "copay", "fr") == []
