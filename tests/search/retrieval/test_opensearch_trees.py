"""What each node becomes; test_opensearch.py compares what trees find."""

from __future__ import annotations

import pytest

from search_app.search.index.reader import IndexReader
from search_app.search.query.syntax_tree import And, Field, Not, Or, Prefix, Query, Term
from search_app.search.retrieval.opensearch_queries import NOTHING
from search_app.search.retrieval.opensearch_trees import SCORED_STEMS, TreeTranslator


@pytest.fixture(scope="module")
def trees(reader: IndexReader) -> TreeTranslator:
    return TreeTranslator(reader.vocabulary, reader.doc_values)


def clauses(body: object) -> int:
    """Return how many parts a server counts."""
    if isinstance(body, dict):
        return ("term" in body) + ("terms" in body) + sum(map(clauses, body.values()))
    return sum(map(clauses, body)) if isinstance(body, list) else 0


def test_unknown_words_find_nothing(trees: TreeTranslator) -> None:
    assert trees.translate(Term(Field.ENTRY, "unheard")) == NOTHING
    assert trees.translate(Term(Field.CATEGORY, "nope")) == NOTHING
    assert trees.translate(Prefix(Field.CATEGORY, "la")) == NOTHING


@pytest.mark.parametrize("field", [Field.ENTRY, Field.NAME, Field.DEFINITION])
def test_however_many_words_begin_so_a_server_takes_the_query(
    trees: TreeTranslator, monkeypatch: pytest.MonkeyPatch, field: Field
) -> None:
    monkeypatch.setattr("search_app.search.retrieval.opensearch_trees.SCORED_STEMS", 12)
    every = Prefix(field, "")
    trees_of_many: list[Query] = [every, And((every, Not(every))), Or((every, Or((every, every))))]
    for tree in trees_of_many:
        assert clauses(trees.translate(tree)) <= 12 + 3


def test_the_limit_leaves_room_for_other_words() -> None:
    assert SCORED_STEMS + 2 * 32 < 1024
