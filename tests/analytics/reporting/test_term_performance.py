"""Votes, clicks and comments by term."""

from __future__ import annotations

from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.term_performance import wilson_upper


def test_a_term_has_its_clicks_queries_and_votes(found: Report) -> None:
    copayment = found.terms[0]
    assert (copayment.slug, copayment.opened, copayment.rank, copayment.queries) == ("copayment", 2, 2.0, ("copay",))
    assert (copayment.votes, copayment.helpful, copayment.updated) == (1, 1.0, "2026-01-10")


def test_the_surest_of_unhelpful_terms_is_first(found: Report) -> None:
    assert [(term.slug, term.votes, term.helpful) for term in found.unhelpful] == [
        ("deductible", 10, 0.1),
        ("tip-pooling", 1, 0.0),
    ]
    assert 0.4 < wilson_upper(1, 10) < 0.41  # 0.4042, as in published tables of the interval
    assert wilson_upper(0, 0) == 1


def test_comments_and_requested_terms_are_listed(found: Report) -> None:
    assert [(comment.name, comment.comment) for comment in found.comments] == [("Copayment", "=Too long")]
    assert [(each.query, each.requests, each.comments) for each in found.requested] == [
        ("gym contract", 2, ("On my bill.",))
    ]
