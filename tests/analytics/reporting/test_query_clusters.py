"""Clusters of missed queries, and the fix suggested for each."""

from __future__ import annotations

import pytest

from search_app.analytics.reporting.model import Report
from search_app.analytics.reporting.query_clusters import MissedQuery, cluster, is_noise, suggest_fix
from search_app.search import Engine
from search_app.search.nearest import NearestTerm, NearestTerms


def test_queries_without_results_are_clustered_by_spelling_and_stem(found: Report) -> None:
    first, second = found.missed
    assert (first.label, first.searches) == ("prescripton plans", 7)
    assert first.queries == ("prescripton plans", "prescription plan")
    assert (second.label, second.found_today, second.wants_a_term) == ("xqzw", False, True)
    assert second.fix  # the nearest term is named, however low its similarity
    assert (second.fix.key, second.fix.text) == ("asked_as", "xqzw")


def test_a_cluster_that_finds_something_today_needs_no_fix(tiny: Engine) -> None:
    (only,) = cluster([MissedQuery("copay", 3)], NearestTerms.by_language(tiny), 10)
    assert (only.found_today, only.nearest, only.fix) == (True, "Copayment", None)


def test_a_cluster_is_weak_only_if_none_of_its_searches_found_nothing(tiny: Engine) -> None:
    missed = [MissedQuery("eviction", 3, 3), MissedQuery("evictions", 2, 1), MissedQuery("landlord", 1, 1)]
    evictions, landlord = cluster(missed, NearestTerms.by_language(tiny), 10)
    assert (evictions.searches, evictions.weak, evictions.only_weak) == (5, 4, False)
    assert (landlord.searches, landlord.weak, landlord.only_weak) == (1, 1, True)


@pytest.mark.parametrize(
    ("query", "name", "key", "text"),
    [
        ("hmo", "Health Maintenance Organization", "aliases", "HMO"),
        ("paidleave", "Paid Leave", "aliases", "paidleave"),
        ("alimony", "Annuity", "asked_as", "alimony"),  # another word is searched, and not shown
        ("dedductibble", "Deductible", "asked_as", "dedductibble"),  # a misspelling is not another name
        ("they keep money i paid up front", "Deductible", "asked_as", "they keep money i paid up front"),
    ],
)
def test_a_fix_is_an_alias_or_a_phrasing(query: str, name: str, key: str, text: str) -> None:
    fix = suggest_fix(query, NearestTerm("slug", name, found=False))
    assert (fix.key, fix.text) == (key, text)


@pytest.mark.parametrize(
    ("noise", "query"),
    [
        *(
            (True, each)
            for each in ('"', "((((", "", "***", "x1", "X27", "aaaa", "a", "((a))", "<script>alert(1)</script>")
        ),
        *((True, each) for each in ("../../etc/passwd", "http://spam.example", "1 or 1=1", "%00", "{{7*7}}", "\\\\")),
        *((False, each) for each in ("hr", "401k", "w2", "i9", "1099", "i485", "tax or fee", "copay?", "حق")),
    ],
)
def test_noise_is_not_clustered(tiny: Engine, noise: bool, query: str) -> None:
    assert is_noise(query) is noise
    assert bool(cluster([MissedQuery(query, 9)], NearestTerms.by_language(tiny), 10)) is not noise
