from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from sqlalchemy import select

from search_app.analytics.collection.feedback import TermRequest, Vote, keep_request, keep_vote
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import Feedback, Voter, Wish


def vote(**changes: object) -> Vote:
    return replace(Vote(str(uuid4()), "copayment", True, voter="key"), **changes)  # type: ignore[arg-type]


def kept(database: Database) -> list[tuple[str, bool, str, bool]]:
    with database.reading() as session:
        return [(row.slug, row.helpful, row.comment, row.counted) for row in session.scalars(select(Feedback))]


def test_what_is_sent_again_is_kept_once(database: Database) -> None:
    first = vote(comment="Good.")
    assert keep_vote(database, first) == keep_vote(database, first) == first.id
    assert kept(database) == [("copayment", True, "Good.", True)]


def test_a_second_vote_of_a_visitor_is_kept_but_not_counted(database: Database) -> None:
    keep_vote(database, vote())
    keep_vote(database, vote(helpful=False, comment="On second thoughts."))
    keep_vote(database, vote(voter="other"))
    assert sorted(kept(database)) == [
        ("copayment", False, "On second thoughts.", False),
        ("copayment", True, "", True),
        ("copayment", True, "", True),
    ]
    with database.reading() as session:
        assert {row.key for row in session.scalars(select(Voter))} == {"key", "other"}


def test_a_comment_joins_its_vote_and_never_replaces_one(database: Database) -> None:
    first = vote()
    keep_vote(database, first)
    keep_vote(database, replace(first, comment="Clear."))
    keep_vote(database, replace(first, comment="Clear."))
    other = keep_vote(database, replace(first, comment="Another one."))
    assert other == keep_vote(database, replace(first, comment="Another one.")) != first.id
    assert sorted(kept(database)) == [("copayment", True, "Another one.", False), ("copayment", True, "Clear.", True)]


def test_an_identifier_used_for_another_term_loses_nothing(database: Database) -> None:
    first = vote()
    keep_vote(database, first)
    keep_vote(database, replace(first, slug="deductible", voter="for deductible"))
    assert sorted(kept(database)) == [("copayment", True, "", True), ("deductible", True, "", True)]


def test_addresses_and_numbers_of_people_are_blotted_out(database: Database) -> None:
    keep_vote(database, vote(comment="Mail jane@example.org"))
    keep_request(database, TermRequest(str(uuid4()), "jane@example.org", "call 555-123-4567"))
    assert kept(database)[0][2] == "Mail [removed]"
    with database.reading() as session:
        wish = session.scalars(select(Wish)).one()
        assert (wish.query, wish.comment) == ("[removed]", "call [removed]")


def test_a_request_is_kept_once(database: Database) -> None:
    wish = TermRequest(str(uuid4()), "gym contract")
    assert keep_request(database, wish) == keep_request(database, wish)
    with database.reading() as session:
        assert len(session.scalars(select(Wish)).all()) == 1
