from __future__ import annotations

import pytest

from search_app.search.index.links import Links
from search_app.search.index.reader import IndexReader
from search_app.search.results.related import HITS, related_to_hits
from tests.search.glossaries import open_reader, publish

COPAYMENT, DEDUCTIBLE, TIP_POOLING = range(3)
SHOWN = 6


def test_terms_that_hits_link_to_are_related_with_their_source(reader: IndexReader) -> None:
    assert related_to_hits([COPAYMENT], reader.links, {COPAYMENT}, 6) == [(DEDUCTIBLE, "curated")]
    assert related_to_hits([TIP_POOLING, COPAYMENT], reader.links, (), 6) == [(DEDUCTIBLE, "curated")]


def test_terms_on_the_page_are_not_related_once_more(reader: IndexReader) -> None:
    assert related_to_hits([COPAYMENT], reader.links, {COPAYMENT, DEDUCTIBLE}, 6) == []
    assert related_to_hits([], reader.links, (), 6) == []


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Links:
    """Entries 0 to 9 choose two of the entries 10 to 19 each, all of them 19."""
    chosen = [[f"e{10 + number % 9}", "e19"] for number in range(10)]
    rows = [
        {
            "name": f"X{chr(ord('a') + number)}",
            "definition": "A text.",
            "related": chosen[number] if number < 10 else [],
        }
        for number in range(20)
    ]
    return open_reader(publish(tmp_path_factory.mktemp("linked"), rows)).links


def test_a_term_that_more_and_better_hits_link_to_comes_first(linked: Links) -> None:
    assert [ordinal for ordinal, _ in related_to_hits([0, 1, 2], linked, (), SHOWN)] == [19, 10, 11, 12]


def test_only_the_best_hits_vote_and_only_a_few_terms_are_shown(linked: Links) -> None:
    found = [ordinal for ordinal, _ in related_to_hits(range(10), linked, (), SHOWN)]
    assert found == [19, *range(10, 10 + HITS)]
    assert related_to_hits(range(10), linked, (), 2) == [(19, "curated"), (10, "curated")]
