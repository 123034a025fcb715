"""Votes, comments and term requests: committed before the response is sent, and idempotent.

Each has an identifier. A client that lost the response repeats the request and gets the same response.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, inspect, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from search_app.analytics.privacy.redaction import redact
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import Base, FeedbackRow, TermRequestRow, VoterRow
from search_app.language.languages import DEFAULT

MAX_COMMENT = 1000  # characters
MAX_QUERY = 300


@dataclass(frozen=True, slots=True)
class Vote:
    """An answer to "Was this helpful?". `voter` is today's key of the visitor for this term in this language."""

    id: str
    slug: str
    helpful: bool
    voter: str
    comment: str = ""
    origin: str = ""
    language: str = DEFAULT


@dataclass(frozen=True, slots=True)
class TermRequest:
    """A request for a term that the glossary lacks, in the visitor's words."""

    id: str
    query: str
    comment: str = ""
    origin: str = ""
    language: str = DEFAULT


def save_vote(database: Database, vote: Vote) -> str:
    """Save a vote, or add its comment to the vote saved without one, and return the identifier.

    A visitor's first vote in a day on a term in a language counts; the comments of later ones are saved too.

    Raises:
        DatabaseUnavailable: nothing was saved.
    """
    vote = replace(vote, comment=redact(vote.comment))
    with database.writing() as session:
        if _insert_vote(session, vote) or _add_comment(session, vote):
            return vote.id
        other = replace(vote, id=str(uuid5(UUID(vote.id), f"{vote.slug}\0{vote.comment}")))
        _insert_vote(session, other)
        return other.id


def save_term_request(database: Database, request: TermRequest) -> str:
    """Save a term request and return its identifier.

    Raises:
        DatabaseUnavailable: nothing was saved.
    """
    with database.writing() as session:
        _insert(
            session,
            TermRequestRow,
            id=request.id,
            day=today(),
            query=redact(request.query)[:MAX_QUERY],
            comment=redact(request.comment),
            origin=request.origin,
            language=request.language,
        )
        return request.id


def _insert_vote(session: Session, vote: Vote) -> bool:
    """Insert the vote, counted if it is the visitor's first today; return whether its identifier was free."""
    row = {
        "id": vote.id, "day": today(), "slug": vote.slug, "helpful": vote.helpful, "comment": vote.comment,
        "counted": False, "origin": vote.origin, "language": vote.language,
    }  # fmt: skip
    if not _insert(session, FeedbackRow, **row):
        return False
    session.execute(delete(VoterRow).where(VoterRow.day < today()))
    if _insert(session, VoterRow, key=vote.voter, day=today()):
        session.execute(update(FeedbackRow).where(FeedbackRow.id == vote.id).values(counted=True))
    return True


def _add_comment(session: Session, vote: Vote) -> bool:
    """Add the comment to the saved vote of this identifier; false if it has another comment or is on another text."""
    saved = session.get_one(FeedbackRow, vote.id)
    if (saved.slug, saved.language) != (vote.slug, vote.language):
        return False
    if vote.comment and saved.comment not in ("", vote.comment):
        return False
    saved.comment = saved.comment or vote.comment
    return True


def _insert(session: Session, table: type[Base], **row: Any) -> bool:
    """Insert a row and return whether its key was free. `ON CONFLICT` has one syntax in SQLite and PostgreSQL."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    key = inspect(table).primary_key[0]
    return (
        session.execute(dialect.insert(table).values(**row).on_conflict_do_nothing().returning(key)).first() is not None
    )
