from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import BadParameter
from search_app.search.index.reader import IndexReader
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.retrieval.opensearch_lists import Lister, Listing, check_depth, search_body
from search_app.search.retrieval.text_index import Window
from tests.conftest import free_port


@pytest.fixture
def lister(crowded: IndexReader, tmp_path: Path) -> Lister:
    return Lister(Cluster(Address.of(f"http://127.0.0.1:{free_port()}")), tmp_path.name, crowded.doc_values)


def test_known_matches_are_filtered_and_counted_here(lister: Lister, crowded: IndexReader) -> None:
    in_law = crowded.doc_values.holding("law").tolist()
    found = lister.known([(ordinal, 1.0 + ordinal % 2) for ordinal in range(20)], ["law"])
    assert [ordinal for ordinal, _ in found.top] == [*range(1, 20, 2), *range(0, 20, 2)]
    assert [ordinal for ordinal, _ in found.chosen] == [each for each, _ in found.top if each in in_law]
    assert (found.every, found.total) == (20, len(found.chosen))
    assert found.counts[crowded.doc_values.numbers["law"]] == found.total
    assert found.is_complete


def test_nothing_is_sent_for_no_searches(lister: Lister) -> None:
    assert lister.ask([]) == []


def test_a_floor_is_sent_only_if_there_is_one() -> None:
    assert "min_score" not in search_body(Listing({}), 3)
    assert search_body(Listing({}, 0.5), 3)["min_score"] == 0.5


def test_ten_thousand_results_can_be_paged_through() -> None:
    check_depth(Window(start=9_990, stop=10_000))
    with pytest.raises(BadParameter):
        check_depth(Window(start=9_991, stop=10_001))
