"""The OpenSearch back end by itself; test_text_index.py has what every back end does."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import BadParameter, TextsUnavailable
from search_app.search.index import generations
from search_app.search.index.reader import CatalogueReader
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.query.syntax_tree import And, Everything, Field, Not, Or, Phrase, Prefix, Query, Term
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.opensearch import OpenSearchTextIndex
from search_app.search.retrieval.text_index import Matches, TextIndex, Tier, WantedEntries, Window
from tests.conftest import free_port
from tests.search.glossaries import in_opensearch, open_reader

ROUNDED = 0.001

FEE, WAGE = Term(Field.ENTRY, "fee"), Term(Field.ENTRY, "wage")

TREES = [
    FEE,
    Term(Field.NAME, "wage"),
    Term(Field.DEFINITION, "nurs"),
    Term(Field.CATEGORY, "law"),
    Term(Field.CATEGORY, "nope"),
    Phrase(Field.ENTRY, ("fee", "wage")),
    Phrase(Field.NAME, ("wage", "wage")),
    Phrase(Field.DEFINITION, ("plan", "claim", "tip")),
    Prefix(Field.ENTRY, "c"),
    Prefix(Field.NAME, "c"),
    Prefix(Field.DEFINITION, "c"),
    Prefix(Field.ENTRY, "zz"),
    And((FEE, WAGE)),
    And((FEE, Not(WAGE))),
    And((Not(FEE), Not(WAGE))),
    And((Or((FEE, WAGE)), Term(Field.CATEGORY, "money"), Prefix(Field.ENTRY, "t"))),
    Or((Not(FEE), WAGE)),
    Not(Or((FEE, Phrase(Field.ENTRY, ("plan", "claim"))))),
    Everything(),
]


@pytest.fixture(scope="module")
def remote(cluster: Cluster, crowded_index: Path) -> TextIndex:
    return in_opensearch(cluster, crowded_index)


@pytest.fixture(scope="module")
def local(crowded_index: Path) -> TextIndex:
    return EmbeddedTextIndex(open_reader(crowded_index))


def alike(found: Matches, expected: Matches) -> None:
    """Check that two back ends answer alike. OpenSearch has rounded scores: entries almost equal may change places."""
    for ranked, other in ((found.best, expected.best), (found.page, expected.page)):
        assert ranked.tiers == other.tiers
        assert ranked.scores == pytest.approx(other.scores, abs=ROUNDED)
        for place, (ordinal, expected_ordinal) in enumerate(zip(ranked.ordinals, other.ordinals, strict=True)):
            near = [score for score in other.scores if abs(score - other.scores[place]) < 2 * ROUNDED]
            assert ordinal == expected_ordinal or len(near) > 1 or place == len(other.ordinals) - 1
    counted = ("total", "more", "total_unfiltered", "all_words", "best_tier")
    assert [getattr(found, name) for name in counted] == [getattr(expected, name) for name in counted]
    assert tuple(found.expansions) == tuple(expected.expansions)
    assert found.counts.tolist() == expected.counts.tolist()


@pytest.mark.parametrize("tree", TREES, ids=str)
@pytest.mark.parametrize(
    "window",
    [Window(best=400), Window(["law"], 7, "updated", 3, 9), Window(best=5, sort="name", start=10, stop=15)],
    ids=["all", "filtered", "sorted"],
)
def test_a_tree_finds_and_scores_what_the_embedded_one_does(
    remote: TextIndex, local: TextIndex, tree: Query, window: Window
) -> None:
    named = {3: Tier.NAME, 17: Tier.BEGINNING, 200: Tier.VARIANT}
    if not isinstance(tree, Everything):
        alike(remote.evaluate(tree, window, named), local.evaluate(tree, window, named))
    alike(remote.evaluate(tree, window), local.evaluate(tree, window))


def test_a_page_far_down_is_refused_in_a_sentence(remote: TextIndex) -> None:
    with pytest.raises(BadParameter, match="'page' is '1001'; it must be among the first 10,000 results"):
        remote.match(WantedEntries({}, [[1]]), Window(best=10, start=10_000, stop=10_010))


def test_browsing_needs_no_cluster(crowded_index: Path) -> None:
    folder = next(generations.candidates(crowded_index))
    nobody = Cluster(Address.of(f"http://127.0.0.1:{free_port()}"))
    unreachable = OpenSearchTextIndex(nobody, "none", CatalogueReader(folder))
    alike(
        unreachable.evaluate(Everything(), Window(["law"], 5, "name", 5, 10)),
        EmbeddedTextIndex(open_reader(crowded_index)).evaluate(Everything(), Window(["law"], 5, "name", 5, 10)),
    )
    assert unreachable.more_like_this(0, 5) == []
    with pytest.raises(TextsUnavailable, match="not available at the moment"):
        unreachable.evaluate(FEE, Window())


def test_a_lost_index_is_an_error_and_no_empty_answer(cluster: Cluster, crowded_index: Path) -> None:
    folder = next(generations.candidates(crowded_index))
    with pytest.raises(TextsUnavailable):
        OpenSearchTextIndex(cluster, f"{cluster.prefix}-lost", CatalogueReader(folder)).evaluate(FEE, Window())
