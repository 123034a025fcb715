"""Votes, clicks and comments of each term, and the terms that visitors requested."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from search_app.analytics.reporting.glossary_lookup import GlossaryLookups, lookup_in
from search_app.analytics.reporting.model import Comment, RequestedTerm, TermPerformance, TermText
from search_app.analytics.reporting.selection import Selection
from search_app.analytics.storage.tables import ClickRow, FeedbackRow, TermRequestRow

LOW = 0.7  # share of helpful votes below which a term is listed as unhelpful
CONFIDENCE = 1.96  # standard deviations: 95 %
QUERIES = 3  # listed for each term


def term_performance(session: Session, selected: Selection, glossaries: GlossaryLookups) -> tuple[TermPerformance, ...]:
    """Return each term with votes or clicks, once for each language of these, the most opened first."""
    votes = _votes(session, selected)
    clicks = _clicks(session, selected)
    queries = _queries(session, selected)

    def opened_first(text: TermText) -> tuple[int, int, TermText]:
        return -clicks.get(text, (0, None))[0], -votes.get(text, (0, 0))[0], text

    return tuple(
        _performance(text, votes.get(text, (0, 0)), clicks.get(text, (0, None)), queries, glossaries)
        for text in sorted({*votes, *clicks}, key=opened_first)
    )


def _votes(session: Session, selected: Selection) -> dict[TermText, tuple[int, int]]:
    """Return the counted votes on each text and the helpful ones among them."""
    rows = session.execute(
        select(FeedbackRow.slug, FeedbackRow.language, func.count(), func.sum(cast(FeedbackRow.helpful, Integer)))
        .where(selected.of(FeedbackRow), FeedbackRow.counted)
        .group_by(FeedbackRow.slug, FeedbackRow.language)
    )
    return {TermText(slug, language): (count, helpful) for slug, language, count, helpful in rows}


def _clicks(session: Session, selected: Selection) -> dict[TermText, tuple[int, float | None]]:
    """Return the clicks on each text and their mean rank."""
    ranks = func.sum(ClickRow.rank * ClickRow.times)
    listed = func.sum(case((ClickRow.rank.is_not(None), ClickRow.times), else_=0))
    rows = session.execute(
        select(ClickRow.slug, ClickRow.language, func.sum(ClickRow.times), ranks, listed)
        .where(selected.of(ClickRow))
        .group_by(ClickRow.slug, ClickRow.language)
    )
    return {
        TermText(slug, language): (int(count), float(total) / float(times) if times else None)
        for slug, language, count, total, times in rows
    }


def _queries(session: Session, selected: Selection) -> dict[TermText, list[str]]:
    """Return the queries that led to each text most often."""
    count = func.sum(ClickRow.times)
    rows = session.execute(
        select(ClickRow.slug, ClickRow.language, ClickRow.query, count)
        .where(selected.of(ClickRow))
        .group_by(ClickRow.slug, ClickRow.language, ClickRow.query)
        .order_by(count.desc(), ClickRow.query)
    )
    queries: dict[TermText, list[str]] = defaultdict(list)
    for slug, language, query, _ in rows:
        found = queries[TermText(slug, language)]
        if len(found) < QUERIES:
            found.append(query)
    return queries


def _performance(
    text: TermText,
    votes: tuple[int, int],
    clicks: tuple[int, float | None],
    queries: Mapping[TermText, Sequence[str]],
    glossaries: GlossaryLookups,
) -> TermPerformance:
    (voted, helpful), (opened, rank) = votes, clicks
    glossary = lookup_in(glossaries, text.language)
    return TermPerformance(
        slug=text.slug,
        language=text.language,
        name=glossary.name(text.slug),
        updated=glossary.updated(text.slug),
        votes=voted,
        helpful=round(helpful / voted, 3) if voted else None,
        at_best=round(wilson_upper(helpful, voted), 3),
        opened=opened,
        rank=None if rank is None else round(rank, 1),
        queries=tuple(queries.get(text, ())),
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
    return tuple(sorted(low, key=lambda term: (term.at_best, term.slug, term.language)))[:most]


def comments(session: Session, selected: Selection, glossaries: GlossaryLookups, most: int) -> tuple[Comment, ...]:
    """Return up to `most` comments, the latest first."""
    rows = session.scalars(
        select(FeedbackRow)
        .where(selected.of(FeedbackRow), FeedbackRow.comment != "")
        .order_by(FeedbackRow.day.desc(), FeedbackRow.id)
        .limit(most)
    )
    return tuple(
        Comment(row.day, row.slug, row.language, glossary.name(row.slug), row.helpful, row.comment)
        for row in rows
        for glossary in (lookup_in(glossaries, row.language),)
    )


def requested_terms(session: Session, selected: Selection, most: int) -> tuple[RequestedTerm, ...]:
    """Return up to `most` requested terms, the most frequent first."""
    comments: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = session.execute(
        select(TermRequestRow.query, TermRequestRow.language, TermRequestRow.comment)
        .where(selected.of(TermRequestRow))
        .order_by(TermRequestRow.day)
    )
    for query, language, comment in rows:
        comments[" ".join(query.casefold().split()), language].append(comment)
    ordered = sorted(comments.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(RequestedTerm(*key, len(each), tuple(filter(None, each))) for key, each in ordered[:most])
