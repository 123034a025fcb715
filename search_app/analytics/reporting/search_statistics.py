"""Statistics of searches and clicks: by day, by query, by rank, by embedding site, by language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, Integer, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from search_app.analytics.reporting.model import Day, LanguageFigures, Query, Rank, Site
from search_app.analytics.reporting.query_clusters import MissedQuery
from search_app.analytics.reporting.selection import Row, Selection
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow

Key = TypeVar("Key")

RANKS = 10  # ranks with a row of their own


def by_day(session: Session, selected: Selection, until: date) -> tuple[Day, ...]:
    """Return every day of the period, days without a search included."""
    counts = select(SearchRow.day, _searches(), _without_results(), _weak())
    chosen = counts.where(selected.of(SearchRow)).group_by(SearchRow.day)
    searched = {row[0]: row[1:] for row in session.execute(chosen)}
    opened = _clicks_by(session, selected, ClickRow.day)
    found = []
    for number in range((until - selected.since).days + 1):
        day = selected.since + timedelta(days=number)
        searches, nothing, poor = searched.get(day, (0, 0, 0))
        found.append(Day(day, searches, nothing, opened.get(day, 0), poor))
    return tuple(found)


def corrected_searches(session: Session, selected: Selection) -> int:
    """Return the number of searches whose query was corrected."""
    return session.scalar(select(_searches()).where(selected.of(SearchRow), SearchRow.corrected)) or 0


def by_query(session: Session, selected: Selection) -> tuple[Query, ...]:
    """Return every query in each language, the most frequent first."""
    opened = _clicks_by_query(session, selected)
    count = _searches()
    rows = session.execute(
        select(SearchRow.query, SearchRow.language, count, func.max(SearchRow.results))
        .where(selected.of(SearchRow))
        .group_by(SearchRow.query, SearchRow.language)
        .order_by(count.desc(), SearchRow.query, SearchRow.language)
    )
    return tuple(
        Query(query, language, searches, results, opened.get((query, language), 0))
        for query, language, searches, results in rows
    )


def missed_queries(session: Session, selected: Selection, most: int) -> list[MissedQuery]:
    """Return up to `most` queries that found nothing, or nothing good, the most frequent first."""
    count = _searches()
    rows = session.execute(
        select(SearchRow.query, count, _weak(), SearchRow.language)
        .where(selected.of(SearchRow), or_(SearchRow.results == 0, SearchRow.weak))
        .group_by(SearchRow.query, SearchRow.language)
        .order_by(count.desc(), SearchRow.query, SearchRow.language)
        .limit(most)
    )
    return [MissedQuery(*row) for row in rows]


def by_rank(session: Session, selected: Selection) -> tuple[Rank, ...]:
    """Return the clicks on each of the first ranks, on all later ones, and beside the list."""
    counts = _clicks_by(session, selected, ClickRow.rank)
    beside = counts.pop(None, 0)
    later = sum(count for rank, count in counts.items() if rank and rank > RANKS)
    listed = [Rank(str(rank), counts.get(rank, 0)) for rank in range(1, RANKS + 1)]
    return (*listed, Rank(f"{RANKS + 1} or later", later), Rank("beside the list", beside))


def by_site(session: Session, selected: Selection, most: int) -> tuple[Site, ...]:
    """Return up to `most` embedding sites, the busiest first."""
    counts = _totals_by("origin", session, selected)
    sites = (Site(origin, each["searches"], each["opened"], each["sent"]) for origin, each in counts.items() if origin)
    return tuple(sorted(sites, key=lambda site: (-site.total, site.origin))[:most])


def by_language(session: Session, selected: Selection, languages: Iterable[str]) -> tuple[LanguageFigures, ...]:
    """Return the figures of `languages` in their order, then of others that the glossary had."""
    counts = _totals_by("language", session, selected)
    kinds = ("searches", "without_results", "weak", "opened", "sent")
    listed = dict.fromkeys((*languages, *sorted(counts)))
    return tuple(LanguageFigures(each, *(counts[each][kind] for kind in kinds)) for each in listed)


def most_opened(database: Database, query: str, language: str) -> list[tuple[str, int]]:
    """Return the slugs opened after `query` in a language and how often, the most frequent first.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    count = _clicks()
    with database.reading() as session:
        rows = session.execute(
            select(ClickRow.slug, count)
            .where(ClickRow.query == " ".join(query.casefold().split()), ClickRow.language == language)
            .group_by(ClickRow.slug)
            .order_by(count.desc(), ClickRow.slug)
        )
        return [(slug, number) for slug, number in rows]


def _totals_by(column: str, session: Session, selected: Selection) -> dict[str, Counter[str]]:
    """Return the totals of all tables by the values of a column that they share."""
    kinds: tuple[tuple[str, type[Row], ColumnElement[int]], ...] = (
        ("searches", SearchRow, _searches()),
        ("without_results", SearchRow, _without_results()),
        ("weak", SearchRow, _weak()),
        ("opened", ClickRow, _clicks()),
        ("sent", FeedbackRow, func.count()),
        ("sent", TermRequestRow, func.count()),
    )
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, table, total in kinds:
        value = getattr(table, column)
        for key, count in session.execute(select(value, total).where(selected.of(table)).group_by(value)):
            counts[key][kind] += count
    return counts


def _clicks_by(session: Session, selected: Selection, column: InstrumentedAttribute[Key]) -> dict[Key, int]:
    """Return the number of clicks by the values of a column."""
    rows = session.execute(select(column, _clicks()).where(selected.of(ClickRow)).group_by(column))
    return {row[0]: row[1] for row in rows}


def _clicks_by_query(session: Session, selected: Selection) -> dict[tuple[str, str], int]:
    """Return the number of clicks by query and language."""
    columns = ClickRow.query, ClickRow.language
    rows = session.execute(select(*columns, _clicks()).where(selected.of(ClickRow)).group_by(*columns))
    return {(query, language): count for query, language, count in rows}


def _searches(flag: ColumnElement[int] | None = None) -> ColumnElement[int]:
    """Return the sum of searches, or of those whose `flag` is 1 instead of 0; an integer in every database."""
    return cast(func.sum(SearchRow.times if flag is None else SearchRow.times * flag), Integer)


def _without_results() -> ColumnElement[int]:
    return _searches(cast(SearchRow.results == 0, Integer))


def _weak() -> ColumnElement[int]:
    return _searches(cast(SearchRow.weak, Integer))


def _clicks() -> ColumnElement[int]:
    return cast(func.sum(ClickRow.times), Integer)
