"""Votes, clicks and comments of each term, and the terms that visitors requested."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from search_app.analytics.reporting.glossary_lookup import GlossaryLookup
from search_app.analytics.reporting.model import Comment, RequestedTerm, TermPerformance
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, TermRequestRow

LOW = 0.7  # share of helpful votes below which a term is listed as unhelpful
CONFIDENCE = 1.96  # standard deviations: 95 %
QUERIES = 3  # listed for each term


def term_performance(session: Session, since: date, glossary: GlossaryLookup) -> tuple[TermPerformance, ...]:
    """Return each term with votes or clicks, the most opened first."""
    votes = _votes(session, since)
    clicks = _clicks(session, since)
    queries = _queries(session, since)

    def opened_first(slug: str) -> tuple[int, int, str]:
        return -clicks.get(slug, (0, None))[0], -votes.get(slug, (0, 0))[0], slug

    return tuple(
        _performance(slug, votes.get(slug, (0, 0)), clicks.get(slug, (0, None)), queries, glossary)
        for slug in sorted({*votes, *clicks}, key=opened_first)
    )


def _votes(session: Session, since: date) -> dict[str, tuple[int, int]]:
    """Return the counted votes and the helpful ones among them, by slug."""
    rows = session.execute(
        select(FeedbackRow.slug, func.count(), func.sum(cast(FeedbackRow.helpful, Integer)))
        .where(FeedbackRow.day >= since, FeedbackRow.counted)
        .group_by(FeedbackRow.slug)
    )
    return {slug: (count, helpful) for slug, count, helpful in rows}


def _clicks(session: Session, since: date) -> dict[str, tuple[int, float | None]]:
    """Return the clicks and their mean rank, by slug."""
    listed = func.sum(case((ClickRow.rank.is_not(None), ClickRow.times), else_=0))
    rows = session.execute(
        select(ClickRow.slug, func.sum(ClickRow.times), func.sum(ClickRow.rank * ClickRow.times), listed)
        .where(ClickRow.day >= since)
        .group_by(ClickRow.slug)
    )
    return {slug: (int(count), float(ranks) / float(times) if times else None) for slug, count, ranks, times in rows}


def _queries(session: Session, since: date) -> dict[str, list[str]]:
    """Return the queries that led to each term most often."""
    count = func.sum(ClickRow.times)
    rows = session.execute(
        select(ClickRow.slug, ClickRow.query, count)
        .where(ClickRow.day >= since)
        .group_by(ClickRow.slug, ClickRow.query)
        .order_by(count.desc(), ClickRow.query)
    )
    queries: dict[str, list[str]] = defaultdict(list)
    for slug, query, _ in rows:
        if len(queries[slug]) < QUERIES:
            queries[slug].append(query)
    return queries


def _performance(
    slug: str,
    votes: tuple[int, int],
    clicks: tuple[int, float | None],
    queries: Mapping[str, Sequence[str]],
    glossary: GlossaryLookup,
) -> TermPerformance:
    (voted, helpful), (opened, rank) = votes, clicks
    return TermPerformance(
        slug=slug,
        name=glossary.name(slug),
        updated=glossary.updated(slug),
        votes=voted,
        helpful=round(helpful / voted, 3) if voted else None,
        at_best=round(wilson_upper(helpful, voted), 3),
        opened=opened,
        rank=None if rank is None else round(rank, 1),
        queries=tuple(queries.get(slug, ())),
    )


def wilson_upper(helpful: int, votes: int) -> float:
    """Return the upper end of the confidence interval of the share of helpful votes (E. B. Wilson, 1927)."""
    if not votes:
        return 1.0
    share, square = helpful / votes, CONFIDENCE**2
    centre = share + square / (2 * votes)
    spread = CONFIDENCE * math.sqrt(share * (1 - share) / votes + square / (4 * votes**2))
    return min(1.0, (centre + spread) / (1 + square / votes))


def unhelpful(terms: Iterable[TermPerformance], most: int) -> tuple[TermPerformance, ...]:
    """Return up to `most` terms that a share below LOW found helpful, the surest first."""
    low = [term for term in terms if term.helpful is not None and term.helpful < LOW]
    return tuple(sorted(low, key=lambda term: (term.at_best, term.slug)))[:most]


def comments(session: Session, since: date, glossary: GlossaryLookup, most: int) -> tuple[Comment, ...]:
    """Return up to `most` comments, the latest first."""
    rows = session.scalars(
        select(FeedbackRow)
        .where(FeedbackRow.day >= since, FeedbackRow.comment != "")
        .order_by(FeedbackRow.day.desc(), FeedbackRow.id)
        .limit(most)
    )
    return tuple(Comment(row.day, row.slug, glossary.name(row.slug), row.helpful, row.comment) for row in rows)


def requested_terms(session: Session, since: date, most: int) -> tuple[RequestedTerm, ...]:
    """Return up to `most` requested terms, the most frequent first."""
    comments: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        select(TermRequestRow.query, TermRequestRow.comment)
        .where(TermRequestRow.day >= since)
        .order_by(TermRequestRow.day)
    )
    for query, comment in rows:
        comments[" ".join(query.casefold().split())].append(comment)
    ordered = sorted(comments.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(RequestedTerm(query, len(each), tuple(filter(None, each))) for query, each in ordered[:most])
