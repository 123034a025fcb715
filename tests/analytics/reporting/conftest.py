"""A day of searches, clicks, votes, comments and term requests, as a report."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.report import report
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow
from search_app.search import Engine, build
from search_app.search.nearest import NearestTerms
from tests.glossary.translation.spanish import write_spanish

COUNTS = {"copay": (5, 3), "prescripton plans": (4, 0), "prescription plan": (3, 0), "tips": (2, 2), "xqzw": (1, 0)}
VOTES = [("deductible", False)] * 9 + [("deductible", True), ("tip-pooling", False), ("copayment", True)]


@pytest.fixture(scope="session")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The three terms and two translations, published."""
    folder = tmp_path_factory.mktemp("bilingual")
    build(write_spanish(folder / "terms"), folder / "index")
    return Engine.open(folder / "index")


@pytest.fixture
def spoken(database: Database) -> Database:
    """A database with the same searches, clicks and votes in English and Spanish, and more in Spanish."""
    with database.writing() as session:
        for language in ("en", "es", "es"):
            _add_visit(session, language)
    return database


def _add_visit(session: Session, language: str) -> None:
    shared = {"day": today(), "origin": "", "language": language}
    session.add(SearchRow(**shared, query="copay", results=1, corrected=False))
    session.add(SearchRow(**shared, query="copagitos", results=0, corrected=False))
    session.add(ClickRow(**shared, query="copay", slug="copayment", rank=1))
    vote = {"slug": "copayment", "helpful": language == "en", "comment": f"In {language}.", "counted": True}
    session.add(FeedbackRow(id=str(uuid4()), **shared, **vote))
    session.add(TermRequestRow(id=str(uuid4()), **shared, query="Plan", comment=""))


@pytest.fixture
def found(database: Database, tiny: Engine) -> Report:
    """The report on seven days, without the search that is older."""
    with database.writing() as session:
        _add_searches(session)
        _add_feedback(session)
    return report(database, NearestTerms.by_language(tiny), 7)


def _add_searches(session: Session) -> None:
    day = today()
    for query, (times, results) in COUNTS.items():
        row = {"day": day, "query": query, "results": results, "corrected": query == "copay"}
        session.add(SearchRow(**row, origin="https://a.example", times=times - times // 2))
        session.add_all(SearchRow(**row, origin="https://a.example") for _ in range(times // 2))
    old = day - timedelta(days=7)
    session.add(SearchRow(day=old, query="too old", results=0, corrected=False, origin="https://old.example"))
    for rank in (1, 3):
        session.add(ClickRow(day=day, query="copay", slug="copayment", rank=rank, origin="https://b.example"))
    session.add(ClickRow(day=day, query="copay", slug="deductible", rank=None, origin=""))


def _add_feedback(session: Session) -> None:
    def feedback(slug: str, helpful: bool, comment: str = "", *, counted: bool = True) -> FeedbackRow:
        row = {"id": str(uuid4()), "day": today(), "slug": slug, "helpful": helpful, "comment": comment}
        return FeedbackRow(**row, counted=counted, origin="")

    session.add_all(feedback(slug, helpful) for slug, helpful in VOTES)
    session.add(feedback("copayment", False, "=Too long", counted=False))
    for comment in ("On my bill.", ""):
        row = {"id": str(uuid4()), "day": today(), "query": "Gym Contract", "comment": comment}
        session.add(TermRequestRow(**row, origin="https://a.example"))
