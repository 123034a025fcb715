"""The editors' report: searches, misses, clicks, votes and requests over a number of days."""

from __future__ import annotations

from datetime import timedelta

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.reporting.glossary_lookup import GlossaryLookups
from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.query_clusters import cluster
from search_app.analytics.reporting.search_statistics import (
    by_day,
    by_language,
    by_query,
    by_rank,
    by_site,
    corrected_searches,
    missed_queries,
)
from search_app.analytics.reporting.selection import Selection
from search_app.analytics.reporting.term_performance import comments, requested_terms, term_performance, unhelpful
from search_app.analytics.storage.database import Database

LISTED = 25  # rows of a list
CLUSTERS = 50
COMMENTS = 100
CLUSTERED = 2000  # distinct queries without a good result that are clustered


def report(database: Database, glossaries: GlossaryLookups, days: int, language: str = "") -> Report:
    """Return the report on the last `days` days, today included, for one language or, without one, for all.

    Raises:
        DatabaseUnavailable: the database cannot be read.
    """
    until = today()
    selected = Selection(until - timedelta(days=days - 1), language)
    with database.reading() as session:
        per_day = by_day(session, selected, until)
        queries = by_query(session, selected)
        terms = term_performance(session, selected, glossaries)
        return Report(
            since=selected.since,
            until=until,
            searches=sum(day.searches for day in per_day),
            without_results=sum(day.without_results for day in per_day),
            corrected=corrected_searches(session, selected),
            opened=sum(day.opened for day in per_day),
            days=per_day,
            top=queries[:LISTED],
            missed=cluster(missed_queries(session, selected, CLUSTERED), glossaries, CLUSTERS),
            unopened=tuple(each for each in queries if each.results and not each.opened)[:LISTED],
            ranks=by_rank(session, selected),
            unhelpful=unhelpful(terms, LISTED),
            comments=comments(session, selected, glossaries, COMMENTS),
            requested=requested_terms(session, selected, LISTED),
            sites=by_site(session, selected, LISTED),
            terms=terms,
            weak=sum(day.weak for day in per_day),
            language=language,
            languages=by_language(session, selected, [language] if language else glossaries),
        )
