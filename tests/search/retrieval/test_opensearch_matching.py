"""Plain queries in OpenSearch: tier by tier as in the embedded back end, whatever is wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from search_app.search.index.reader import IndexReader
from search_app.search.opensearch.cluster import Cluster
from search_app.search.query.synonyms import Expansion
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import NamedAs, TextIndex, Tier, WantedEntries, Window
from tests.search.glossaries import in_opensearch
from tests.search.retrieval.conftest import ENTRIES, WORDS
from tests.search.retrieval.test_opensearch import alike

FEW = 60

NUMBERS = st.integers(0, len(WORDS) - 1)


@pytest.fixture(scope="module")
def remote(cluster: Cluster, crowded_index: Path) -> TextIndex:
    return in_opensearch(cluster, crowded_index)


# derandomized: a rounded score may be on the other side of a floor
@settings(max_examples=80, derandomize=True)
@given(
    wanted=st.builds(
        WantedEntries,
        st.dictionaries(
            st.integers(0, ENTRIES - 1),
            st.builds(NamedAs, st.sampled_from([Tier.NAME, Tier.BEGINNING]), st.integers(0, 1)),
            max_size=5,
        ),
        st.lists(st.lists(NUMBERS, max_size=2, unique=True), max_size=4),
        st.booleans(),
        st.sampled_from([0, 3, 10, FEW, 1000]),
        st.sampled_from([0.0, 0.5, 0.9]),
    ),
    window=st.builds(
        Window,
        st.sampled_from([[], ["law"], ["law", "money"]]),
        st.sampled_from([3, 10, 50]),
        st.sampled_from(["relevance", "name", "updated"]),
        st.just(5),
        st.sampled_from([10, 25]),
    ),
    expansions=st.lists(
        st.builds(Expansion, st.just((0,)), st.lists(NUMBERS, min_size=1, max_size=2).map(tuple)), max_size=2
    ),
)
def test_matches_are_those_of_the_embedded_back_end(
    remote: TextIndex,
    crowded: IndexReader,
    wanted: WantedEntries,
    window: Window,
    expansions: list[Expansion],
) -> None:
    def expand() -> list[Expansion]:
        return expansions if wanted.alternatives else []

    # of many entries the best 200 are checked, and at their end scores are almost equal; one word is in one sentence
    if wanted.enough > FEW or len(wanted.alternatives) == 1:
        wanted = replace(wanted, in_one_sentence=False)
    local = EmbeddedTextIndex(crowded)
    alike(remote.match(wanted, window, expand), local.match(wanted, window, expand))
