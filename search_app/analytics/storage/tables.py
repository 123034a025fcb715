"""What is kept of what visitors tell us. No table has a place for a name, an address or a user agent.

Times are days: nobody needs the minute, and a day cannot be matched with another server's log.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Double, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

LONGEST_ORIGIN = 255  # characters
KEY_LENGTH = 32  # hexadecimal digits of a visitor's key


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})


class FeedbackRow(Base):
    """One answer to "Was this helpful?"; `counted` is false for a second one by the same visitor that day."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    slug: Mapped[str] = mapped_column(String(200), index=True)
    helpful: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text)
    counted: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))


class VoterRow(Base):
    """Who has voted on a term today, as a keyed hash that nobody can turn back; gone the next day."""

    __tablename__ = "voters"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)


class TermRequestRow(Base):
    """A term that somebody asked for."""

    __tablename__ = "wishes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    comment: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))


class SearchRow(Base):
    """One search that somebody meant. `typing` and `typed_at` fold keystrokes together, and are soon emptied."""

    __tablename__ = "searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    results: Mapped[int]
    corrected: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    typing: Mapped[str | None] = mapped_column(String(KEY_LENGTH))
    typed_at: Mapped[float | None] = mapped_column(Double, index=True)


class ClickRow(Base):
    """A term that was opened from the results of a search; `rank` counts from 1, and is empty outside the list."""

    __tablename__ = "openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str] = mapped_column(String(200), index=True)
    rank: Mapped[int | None]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
