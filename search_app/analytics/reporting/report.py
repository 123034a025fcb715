"""The editors' report: what was searched, what was missed, what helped, over the last so many days."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from msgspec import Struct
from sqlalchemy import Integer, Select, cast, func, select
from sqlalchemy.orm import Session

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.glossary_lookup import GlossaryLookup
from search_app.analytics.reporting.query_clusters import Cluster, cluster
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, SearchRow, TermRequestRow

SHOWN = 25  # rows of each list
CLUSTERED = 2000  # different queries without results that are looked at
RANKS = 10  # places that are counted one by one
LOW = 0.7  # share of helpful votes below which a term is listed as unhelpful, when it may be
CONFIDENCE = 1.96  # standard deviations: 95 %


class Day(Struct, frozen=True):
    day: date
    searches: int
    without_results: int
    opened: int


class Query(Struct, frozen=True):
    query: str
    searches: int
    results: int
    opened: int


class Rank(Struct, frozen=True):
    """How often what stood at a place was opened: `1` to `10`, `11 or later`, `beside the list`."""

    place: str
    opened: int


class Card(Struct, frozen=True):
    """How a term does: `helpful` is the share of votes (0 to 1), `rank` the mean place it was opened from.

    `at_best` is the highest share that the votes still allow (upper end of Wilson's interval), so a term with
    one bad vote is not taken for a bad one.
    """

    slug: str
    name: str
    updated: str
    votes: int
    helpful: float | None
    at_best: float
    opened: int
    rank: float | None
    queries: tuple[str, ...]


class Comment(Struct, frozen=True):
    day: date
    slug: str
    name: str
    helpful: bool
    comment: str


class Requested(Struct, frozen=True):
    query: str
    requests: int
    comments: tuple[str, ...]


class Site(Struct, frozen=True):
    """Another site whose visitors search here, and what came from it."""

    origin: str
    searches: int
    opened: int
    sent: int

    @property
    def total(self) -> int:
        return self.searches + self.opened + self.sent


class Report(Struct, frozen=True):
    since: date
    until: date
    searches: int
    without_results: int
    corrected: int
    opened: int
    days: tuple[Day, ...]
    top: tuple[Query, ...]
    missed: tuple[Cluster, ...]
    unopened: tuple[Query, ...]
    ranks: tuple[Rank, ...]
    unhelpful: tuple[Card, ...]
    comments: tuple[Comment, ...]
    requested: tuple[Requested, ...]
    sites: tuple[Site, ...]
    cards: tuple[Card, ...]


def report(database: Database, atlas: GlossaryLookup, days: int) -> Report:
    """Return the report on the last `days` days, today included.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    until = today()
    since = until - timedelta(days=days - 1)
    with database.reading() as session:
        by_day = _by_day(session, since, until)
        queries = _queries(session, since)
        cards = _cards(session, since, atlas)
        return Report(
            since=since,
            until=until,
            searches=sum(day.searches for day in by_day),
            without_results=sum(day.without_results for day in by_day),
            corrected=_number(session, select(func.count()).where(SearchRow.day >= since, SearchRow.corrected)),
            opened=sum(day.opened for day in by_day),
            days=by_day,
            top=queries[:SHOWN],
            missed=_missed(session, since, atlas),
            unopened=tuple(each for each in queries if each.results and not each.opened)[:SHOWN],
            ranks=_ranks(session, since),
            unhelpful=_unhelpful(cards),
            comments=_comments(session, since, atlas),
            requested=_requested(session, since),
            sites=_sites(session, since),
            cards=cards,
        )


def most_opened(database: Database, query: str) -> list[tuple[str, int]]:
    """Return the slugs opened after `query` and how often, the most frequent first.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    count = func.count()
    asked = " ".join(query.casefold().split())
    with database.reading() as session:
        rows = session.execute(
            select(ClickRow.slug, count)
            .where(ClickRow.query == asked)
            .group_by(ClickRow.slug)
            .order_by(count.desc(), ClickRow.slug)
        )
        return [(slug, number) for slug, number in rows]


def _number(session: Session, statement: Select[Any]) -> int:
    return int(session.scalar(statement) or 0)


def _by_day(session: Session, since: date, until: date) -> tuple[Day, ...]:
    found = func.sum(cast(SearchRow.results == 0, Integer))
    searched = {
        day: (count, nothing)
        for day, count, nothing in session.execute(
            select(SearchRow.day, func.count(), found).where(SearchRow.day >= since).group_by(SearchRow.day)
        )
    }
    opened = _counted(session, select(ClickRow.day, func.count()).where(ClickRow.day >= since).group_by(ClickRow.day))
    days = (since + timedelta(days=number) for number in range((until - since).days + 1))
    return tuple(Day(day, *searched.get(day, (0, 0)), opened.get(day, 0)) for day in days)


def _counted(session: Session, statement: Any) -> dict[Any, int]:
    return dict(list(session.execute(statement)))


def _queries(session: Session, since: date) -> tuple[Query, ...]:
    """Return every query, the most frequent first, with what it found at best and how often a result was opened."""
    opened = _counted(
        session, select(ClickRow.query, func.count()).where(ClickRow.day >= since).group_by(ClickRow.query)
    )
    count = func.count()
    rows = session.execute(
        select(SearchRow.query, count, func.max(SearchRow.results))
        .where(SearchRow.day >= since)
        .group_by(SearchRow.query)
        .order_by(count.desc(), SearchRow.query)
    )
    return tuple(Query(query, searches, results, opened.get(query, 0)) for query, searches, results in rows)


def _missed(session: Session, since: date, atlas: GlossaryLookup) -> tuple[Cluster, ...]:
    count = func.count()
    rows = session.execute(
        select(SearchRow.query, count)
        .where(SearchRow.day >= since, SearchRow.results == 0)
        .group_by(SearchRow.query)
        .order_by(count.desc(), SearchRow.query)
        .limit(CLUSTERED)
    )
    return cluster([(query, number) for query, number in rows], atlas, SHOWN * 2)


def _ranks(session: Session, since: date) -> tuple[Rank, ...]:
    counts = _counted(session, select(ClickRow.rank, func.count()).where(ClickRow.day >= since).group_by(ClickRow.rank))
    beside = counts.pop(None, 0)
    later = sum(count for rank, count in counts.items() if rank > RANKS)
    listed = [Rank(str(rank), counts.get(rank, 0)) for rank in range(1, RANKS + 1)]
    return (*listed, Rank(f"{RANKS + 1} or later", later), Rank("beside the list", beside))


def _cards(session: Session, since: date, atlas: GlossaryLookup) -> tuple[Card, ...]:
    """Return a card for each term that was voted on or opened, the most opened first."""
    votes = {
        slug: (count, helpful)
        for slug, count, helpful in session.execute(
            select(FeedbackRow.slug, func.count(), func.sum(cast(FeedbackRow.helpful, Integer)))
            .where(FeedbackRow.day >= since, FeedbackRow.counted)
            .group_by(FeedbackRow.slug)
        )
    }
    ranks = {
        slug: (count, rank)
        for slug, count, rank in session.execute(
            select(ClickRow.slug, func.count(), func.avg(ClickRow.rank))
            .where(ClickRow.day >= since)
            .group_by(ClickRow.slug)
        )
    }
    led = _led_here(session, since)
    slugs = sorted({*votes, *ranks}, key=lambda slug: (-ranks.get(slug, (0, 0))[0], -votes.get(slug, (0, 0))[0], slug))
    return tuple(_card(slug, votes.get(slug, (0, 0)), ranks.get(slug, (0, None)), led, atlas) for slug in slugs)


def _card(
    slug: str,
    votes: tuple[int, int],
    opened: tuple[int, float | None],
    led: Mapping[str, Sequence[str]],
    atlas: GlossaryLookup,
) -> Card:
    voted, helpful = votes
    return Card(
        slug=slug,
        name=atlas.name(slug),
        updated=atlas.updated(slug),
        votes=voted,
        helpful=round(helpful / voted, 3) if voted else None,
        at_best=round(wilson_upper(helpful, voted), 3),
        opened=opened[0],
        rank=round(float(opened[1]), 1) if opened[1] is not None else None,
        queries=tuple(led.get(slug, ())),
    )


def _led_here(session: Session, since: date) -> dict[str, list[str]]:
    """Return the three queries from which each term was opened most."""
    count = func.count()
    rows = session.execute(
        select(ClickRow.slug, ClickRow.query, count)
        .where(ClickRow.day >= since)
        .group_by(ClickRow.slug, ClickRow.query)
        .order_by(count.desc(), ClickRow.query)
    )
    led: dict[str, list[str]] = defaultdict(list)
    for slug, query, _ in rows:
        if len(led[slug]) < 3:
            led[slug].append(query)
    return led


def wilson_upper(helpful: int, votes: int) -> float:
    """Return the upper end of the interval that holds the true share of helpful votes (E. B. Wilson, 1927)."""
    if not votes:
        return 1.0
    share, square = helpful / votes, CONFIDENCE**2
    centre = share + square / (2 * votes)
    spread = CONFIDENCE * math.sqrt(share * (1 - share) / votes + square / (4 * votes**2))
    return min(1.0, (centre + spread) / (1 + square / votes))


def _unhelpful(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return the terms that fewer than LOW found helpful, those we can be surest of first."""
    low = [card for card in cards if card.helpful is not None and card.helpful < LOW]
    return tuple(sorted(low, key=lambda card: (card.at_best, card.slug)))[:SHOWN]


def _comments(session: Session, since: date, atlas: GlossaryLookup) -> tuple[Comment, ...]:
    rows = session.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.day >= since, FeedbackRow.comment != "")
        .order_by(FeedbackRow.day.desc(), FeedbackRow.id)
        .limit(SHOWN * 4)
    )
    return tuple(Comment(row.day, row.slug, atlas.name(row.slug), row.helpful, row.comment) for row in rows)


def _requested(session: Session, since: date) -> tuple[Requested, ...]:
    comments: dict[str, list[str]] = defaultdict(list)
    for query, comment in session.execute(
        select(TermRequestRow.query, TermRequestRow.comment)
        .where(TermRequestRow.day >= since)
        .order_by(TermRequestRow.day)
    ):
        comments[" ".join(query.casefold().split())].append(comment)
    ordered = sorted(comments.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Requested(query, len(said), tuple(filter(None, said))) for query, said in ordered[:SHOWN])


def _sites(session: Session, since: date) -> tuple[Site, ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    kinds = (("searches", SearchRow), ("opened", ClickRow), ("sent", FeedbackRow), ("sent", TermRequestRow))
    for kind, table in kinds:
        statement = select(table.origin, func.count()).where(table.day >= since, table.origin != "")
        for origin, count in session.execute(statement.group_by(table.origin)):
            counts[origin][kind] += count
    sites = (Site(origin, each["searches"], each["opened"], each["sent"]) for origin, each in counts.items())
    return tuple(sorted(sites, key=lambda site: (-site.total, site.origin))[:SHOWN])
