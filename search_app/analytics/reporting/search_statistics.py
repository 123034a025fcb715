"""Statistics of searches and clicks: by day, by query, by rank, by embedding site."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from search_app.analytics.reporting.model import Day, Query, Rank, Site
from search_app.analytics.reporting.query_clusters import MissedQuery
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow

Key = TypeVar("Key")

RANKS = 10  # ranks with a row of their own


def by_day(session: Session, since: date, until: date) -> tuple[Day, ...]:
    """Return every day of the period, days without a search included."""
    without_results = _searches(cast(SearchRow.results == 0, Integer))
    weak = _searches(cast(SearchRow.weak, Integer))
    counts = select(SearchRow.day, _searches(), without_results, weak)
    searched = {
        row[0]: row[1:] for row in session.execute(counts.where(SearchRow.day >= since).group_by(SearchRow.day))
    }
    opened = _clicks_by(session, since, ClickRow.day)
    found = []
    for number in range((until - since).days + 1):
        day = since + timedelta(days=number)
        searches, nothing, poor = searched.get(day, (0, 0, 0))
        found.append(Day(day, searches, nothing, opened.get(day, 0), poor))
    return tuple(found)


def corrected_searches(session: Session, since: date) -> int:
    """Return the number of searches whose query was corrected."""
    return session.scalar(select(_searches()).where(SearchRow.day >= since, SearchRow.corrected)) or 0


def by_query(session: Session, since: date) -> tuple[Query, ...]:
    """Return every query, the most frequent first."""
    opened = _clicks_by(session, since, ClickRow.query)
    count = _searches()
    rows = session.execute(
        select(SearchRow.query, count, func.max(SearchRow.results))
        .where(SearchRow.day >= since)
        .group_by(SearchRow.query)
        .order_by(count.desc(), SearchRow.query)
    )
    return tuple(Query(query, searches, results, opened.get(query, 0)) for query, searches, results in rows)


def missed_queries(session: Session, since: date, most: int) -> list[MissedQuery]:
    """Return up to `most` queries that found nothing, or nothing good, the most frequent first."""
    count = _searches()
    rows = session.execute(
        select(SearchRow.query, count, _searches(cast(SearchRow.weak, Integer)))
        .where(SearchRow.day >= since, or_(SearchRow.results == 0, SearchRow.weak))
        .group_by(SearchRow.query)
        .order_by(count.desc(), SearchRow.query)
        .limit(most)
    )
    return [MissedQuery(query, searches, weak) for query, searches, weak in rows]


def by_rank(session: Session, since: date) -> tuple[Rank, ...]:
    """Return the clicks on each of the first ranks, on all later ones, and beside the list."""
    counts = _clicks_by(session, since, ClickRow.rank)
    beside = counts.pop(None, 0)
    later = sum(count for rank, count in counts.items() if rank and rank > RANKS)
    listed = [Rank(str(rank), counts.get(rank, 0)) for rank in range(1, RANKS + 1)]
    return (*listed, Rank(f"{RANKS + 1} or later", later), Rank("beside the list", beside))


def by_site(session: Session, since: date, most: int) -> tuple[Site, ...]:
    """Return up to `most` embedding sites, the busiest first."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    kinds = (
        ("searches", SearchRow, _searches()),
        ("opened", ClickRow, _clicks()),
        ("sent", FeedbackRow, func.count()),
        ("sent", TermRequestRow, func.count()),
    )
    for kind, table, total in kinds:
        statement = select(table.origin, total).where(table.day >= since, table.origin != "")
        for origin, count in session.execute(statement.group_by(table.origin)):
            counts[origin][kind] += count
    sites = (Site(origin, each["searches"], each["opened"], each["sent"]) for origin, each in counts.items())
    return tuple(sorted(sites, key=lambda site: (-site.total, site.origin))[:most])


def most_opened(database: Database, query: str) -> list[tuple[str, int]]:
    """Return the slugs opened after `query` and how often, the most frequent first.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    count = _clicks()
    with database.reading() as session:
        rows = session.execute(
            select(ClickRow.slug, count)
            .where(ClickRow.query == " ".join(query.casefold().split()))
            .group_by(ClickRow.slug)
            .order_by(count.desc(), ClickRow.slug)
        )
        return [(slug, number) for slug, number in rows]


def _clicks_by(session: Session, since: date, column: InstrumentedAttribute[Key]) -> dict[Key, int]:
    """Return the number of clicks by the values of a column."""
    rows = session.execute(select(column, _clicks()).where(ClickRow.day >= since).group_by(column))
    return {row[0]: row[1] for row in rows}


def _searches(flag: ColumnElement[int] | None = None) -> ColumnElement[int]:
    """Return the sum of searches, or of those whose `flag` is 1 instead of 0; an integer in every database."""
    return cast(func.sum(SearchRow.times if flag is None else SearchRow.times * flag), Integer)


def _clicks() -> ColumnElement[int]:
    return cast(func.sum(ClickRow.times), Integer)
