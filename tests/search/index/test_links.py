"""The link graph: related terms, and one definition of the number of inbound links."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.search import Engine, build
from search_app.search.index.generations import candidates
from search_app.search.index.links import KEPT, Links, write_links
from search_app.search.index.reader import IndexReader
from tests.conftest import COPAYMENT, DEDUCTIBLE, TIP_POOLING, write_terms


def links(folder: Path, curated: list[list[int]], mentions: list[list[int]]) -> Links:
    counts = np.asarray([len(each) for each in mentions], np.int64)
    written = write_links(folder, curated, counts, np.asarray([other for each in mentions for other in each], np.int64))
    found = Links(folder)
    assert written.tolist() == found.leading().tolist()
    return found


@pytest.mark.parametrize(
    ("curated", "mentions", "inbound"),
    [
        ([[1], [], []], [[1], [], []], [0, 1, 0]),  # chosen and mentioned by the same entry: one
        ([[1], [], [1]], [[], [], []], [0, 2, 0]),
        ([[], [], []], [[1, 2], [], [1]], [0, 2, 1]),  # mentioning does not count, being mentioned does
        ([[0], [], []], [[0], [], []], [0, 0, 0]),  # itself
        ([], [], []),
    ],
)
def test_inbound_links_are_those_of_distinct_others(
    tmp_path: Path, curated: list[list[int]], mentions: list[list[int]], inbound: list[int]
) -> None:
    assert links(tmp_path, curated, mentions).leading().tolist() == inbound


def test_links_kept_for_ranking_do_not_limit_the_count(tmp_path: Path) -> None:
    many = KEPT + 10
    found = links(tmp_path, [[] for _ in range(many)], [[], *([0] for _ in range(many - 1))])
    assert found.leading()[0] == many - 1
    assert len(found.ranked(0, [])) == KEPT


def test_popular_terms_and_suggestions_use_the_same_count(tmp_path: Path) -> None:
    """Copra is mentioned by two terms; Copay by one, whose editors have chosen it as well."""
    plain = {"related: [deductible]": "related: []", "[copay, co-pay]": "[]", "[TP]": "[]", "[annual deductible]": "[]"}

    def term(text: str, **changes: str) -> str:
        for old, new in (plain | changes).items():
            text = text.replace(old, new)
        return text

    files = {
        "money/copay": term(COPAYMENT, **{"name: Copayment": "name: Copay", "after the deductible is met": "later"}),
        "money/copra": term(COPAYMENT, **{"name: Copayment": "name: Copra", "after the deductible is met": "later"}),
        "money/deductible": term(
            DEDUCTIBLE, **{"related: []": "related: [copay]", "A plan resets": "A copay, copra resets"}
        ),
        "work/tip-pooling": term(TIP_POOLING, **{"Servers share": "Servers of copra share"}),
    }
    build(write_terms(tmp_path / "terms", files), tmp_path / "index")
    inbound = IndexReader(next(candidates(tmp_path / "index"))).links.leading().tolist()
    assert inbound == [1, 2, 0, 0]
    engine = Engine.open(tmp_path / "index")
    assert [term.slug for term in engine.popular(2)] == ["copra", "copay"]
    assert [term.slug for term in engine.suggest("cop")] == ["copra", "copay"]


def test_curated_links_come_before_mentions_and_these_before_similar_texts(tmp_path: Path) -> None:
    found = links(tmp_path, [[2], [], [], []], [[1], [], [], []])
    assert found.ranked(0, [3]) == [(2, "curated"), (1, "mentioned"), (3, "similar")]
    assert found.first(0) == [2, 1]
    assert found.is_curated(0, 2)
    assert not found.is_curated(0, 1)


def test_a_rarely_mentioned_term_outweighs_a_common_one(tmp_path: Path) -> None:
    found = links(tmp_path, [[], [], [], []], [[1, 2], [], [1], [1]])
    assert found.first(0) == [2, 1]


def test_being_mentioned_is_a_weaker_link(tmp_path: Path) -> None:
    found = links(tmp_path, [[], [], []], [[1], [], [0]])
    assert found.first(0) == [1, 2]
    assert found.first(1) == [0]


def test_an_entry_is_not_related_to_itself(tmp_path: Path) -> None:
    assert links(tmp_path, [[], []], [[0, 1], []]).first(0) == [1]
