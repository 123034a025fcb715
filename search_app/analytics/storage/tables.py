"""Tables of feedback and searches. No table has a column for a name, an address or a user agent.

Times are days: no report needs the minute, and a day cannot be matched with the log of another server. Languages are
those of the pages, not of a visitor.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import MetaData, String, Text, false
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column

from search_app.language.languages import DEFAULT

LONGEST_ORIGIN = 255  # characters
LONGEST_LANGUAGE = 35  # characters of a language tag (BCP 47)
KEY_LENGTH = 32  # hexadecimal digits of a visitor key


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"})


def _language() -> MappedColumn[str]:
    return mapped_column(String(LONGEST_LANGUAGE), default=DEFAULT, server_default=DEFAULT)


class FeedbackRow(Base):
    """An answer to "Was this helpful?"; `counted` is false for a visitor's second vote on a term that day."""

    __tablename__ = "feedback"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    slug: Mapped[str] = mapped_column(String(200), index=True)
    helpful: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text)
    counted: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    language: Mapped[str] = _language()


class VoterRow(Base):
    """The key of a visitor who voted on a term today: a keyed hash that cannot be reversed; deleted the next day."""

    __tablename__ = "voters"

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)


class TermRequestRow(Base):
    """A request for a term that the glossary lacks."""

    __tablename__ = "wishes"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    comment: Mapped[str] = mapped_column(Text)
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    language: Mapped[str] = _language()


class SearchRow(Base):
    """Equal searches of a day that were written together; `times` is their number.

    weak: they had results, but none that seems to answer them.
    """

    __tablename__ = "searches"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    results: Mapped[int]
    corrected: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    language: Mapped[str] = _language()
    weak: Mapped[bool] = mapped_column(default=False, server_default=false())
    times: Mapped[int] = mapped_column(default=1, server_default="1")


class ClickRow(Base):
    """Equal clicks on a result of a search, `times` of them.

    `rank` counts from 1 and is NULL for a link beside the result list.
    """

    __tablename__ = "openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(index=True)
    query: Mapped[str] = mapped_column(String(300))
    slug: Mapped[str] = mapped_column(String(200), index=True)
    rank: Mapped[int | None]
    origin: Mapped[str] = mapped_column(String(LONGEST_ORIGIN))
    language: Mapped[str] = _language()
    times: Mapped[int] = mapped_column(default=1, server_default="1")
