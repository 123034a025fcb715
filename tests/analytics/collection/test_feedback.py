"""Votes, comments and term requests: idempotent, counted once, redacted."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select

from search_app.analytics.collection.feedback import TermRequest, Vote, save_term_request, save_vote
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import FeedbackRow, TermRequestRow, VoterRow


def vote(**changes: object) -> Vote:
    return replace(Vote(str(uuid4()), "copayment", True, voter="key"), **changes)  # type: ignore[arg-type]


def kept(database: Database) -> list[tuple[str, bool, str, bool]]:
    with database.reading() as session:
        return [(row.slug, row.helpful, row.comment, row.counted) for row in session.scalars(select(FeedbackRow))]


def test_a_repeated_vote_is_saved_once(database: Database) -> None:
    first = vote(comment="Good.")
    assert save_vote(database, first) == save_vote(database, first) == first.id
    assert kept(database) == [("copayment", True, "Good.", True)]


def test_a_second_vote_of_a_visitor_is_kept_but_not_counted(database: Database) -> None:
    save_vote(database, vote())
    save_vote(database, vote(helpful=False, comment="On second thoughts."))
    save_vote(database, vote(voter="other"))
    assert sorted(kept(database)) == [
        ("copayment", False, "On second thoughts.", False),
        ("copayment", True, "", True),
        ("copayment", True, "", True),
    ]
    with database.reading() as session:
        assert {row.key for row in session.scalars(select(VoterRow))} == {"key", "other"}


def test_a_comment_joins_its_vote_and_never_replaces_one(database: Database) -> None:
    first = vote()
    save_vote(database, first)
    save_vote(database, replace(first, comment="Clear."))
    save_vote(database, replace(first, comment="Clear."))
    other = save_vote(database, replace(first, comment="Another one."))
    assert other == save_vote(database, replace(first, comment="Another one.")) != first.id
    assert sorted(kept(database)) == [("copayment", True, "Another one.", False), ("copayment", True, "Clear.", True)]


def test_an_identifier_used_for_another_term_loses_nothing(database: Database) -> None:
    first = vote()
    save_vote(database, first)
    save_vote(database, replace(first, slug="deductible", voter="for deductible"))
    assert sorted(kept(database)) == [("copayment", True, "", True), ("deductible", True, "", True)]


def test_an_identifier_used_for_the_term_in_another_language_loses_nothing(database: Database) -> None:
    first = vote()
    save_vote(database, first)
    save_vote(database, replace(first, language="es", voter="for es"))
    with database.reading() as session:
        found = [(row.slug, row.language, row.counted) for row in session.scalars(select(FeedbackRow))]
    assert sorted(found) == [("copayment", "en", True), ("copayment", "es", True)]


def test_addresses_and_numbers_of_people_are_redacted(database: Database) -> None:
    save_vote(database, vote(comment="Mail jane@example.org"))
    save_term_request(database, TermRequest(str(uuid4()), "jane@example.org", "call 555-123-4567"))
    assert kept(database)[0][2] == "Mail [removed]"
    with database.reading() as session:
        row = session.scalars(select(TermRequestRow)).one()
        assert (row.query, row.comment) == ("[removed]", "call [removed]")


def test_a_request_is_kept_once(database: Database) -> None:
    request = TermRequest(str(uuid4()), "gym contract", language="es")
    assert save_term_request(database, request) == save_term_request(database, request)
    with database.reading() as session:
        assert [row.language for row in session.scalars(select(TermRequestRow))] == ["es"]
