"""Votes, comments and wishes: written before they are answered, and never twice.

Each has an identifier. A client that lost the answer sends the same again and gets the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from search_app.analytics.privacy.redaction import without_personal
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import Base, FeedbackRow, TermRequestRow, VoterRow

MAX_COMMENT = 1000  # characters
MAX_QUERY = 300


@dataclass(frozen=True, slots=True)
class Vote:
    """An answer to "Was this helpful?". `voter` is the visitor's key for this term, today."""

    id: str
    slug: str
    helpful: bool
    voter: str
    comment: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class TermRequest:
    """A term that somebody misses, as they call it."""

    id: str
    query: str
    comment: str = ""
    origin: str = ""


def keep_vote(database: Database, vote: Vote) -> str:
    """Keep a vote, or add the comment to one that was kept without, and return its identifier.

    The first vote of a visitor on a term and a day counts; what they say with a further one is kept all the same.

    Raises:
        DatabaseUnavailable: nothing was kept.
    """
    vote = replace(vote, comment=without_personal(vote.comment))
    with database.writing() as session:
        if _insert_vote(session, vote) or _comment(session, vote):
            return vote.id
        other = replace(vote, id=str(uuid5(UUID(vote.id), f"{vote.slug}\0{vote.comment}")))
        _insert_vote(session, other)
        return other.id


def keep_request(database: Database, request: TermRequest) -> str:
    """Keep a wish for a term and return its identifier.

    Raises:
        DatabaseUnavailable: nothing was kept.
    """
    with database.writing() as session:
        _insert(
            session,
            TermRequestRow,
            id=request.id,
            day=today(),
            query=without_personal(request.query)[:MAX_QUERY],
            comment=without_personal(request.comment),
            origin=request.origin,
        )
        return request.id


def _insert_vote(session: Session, vote: Vote) -> bool:
    """Insert the vote unless its identifier is taken; whether it counts depends on who has voted today."""
    row = {
        "id": vote.id, "day": today(), "slug": vote.slug, "helpful": vote.helpful, "comment": vote.comment,
        "counted": False, "origin": vote.origin,
    }  # fmt: skip
    if not _insert(session, FeedbackRow, **row):
        return False
    session.execute(delete(VoterRow).where(VoterRow.day < today()))
    if _insert(session, VoterRow, key=vote.voter, day=today()):
        session.execute(update(FeedbackRow).where(FeedbackRow.id == vote.id).values(counted=True))
    return True


def _comment(session: Session, vote: Vote) -> bool:
    """Add the comment to the vote that has this identifier; false when it has another one, or is on another term."""
    kept = session.get_one(FeedbackRow, vote.id)
    if kept.slug != vote.slug or (vote.comment and kept.comment not in ("", vote.comment)):
        return False
    kept.comment = kept.comment or vote.comment
    return True


def _insert(session: Session, table: type[Base], **row: Any) -> bool:
    """Insert a row unless there is one with its key; SQLite and PostgreSQL say so in the same words."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    key = inspect(table).primary_key[0]
    return (
        session.execute(dialect.insert(table).values(**row).on_conflict_do_nothing().returning(key)).first() is not None
    )
