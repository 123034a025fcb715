from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.query.plain import parse_plain, runs


@pytest.mark.parametrize(
    ("text", "words", "content"),
    [
        ("what is a Co-pay", ["what", "is", "a", "co", "pay"], ["co", "pay"]),
        ("401(k)  plans", ["401", "k", "plans"], ["401", "k", "plans"]),
        ("to be", ["to", "be"], ["to", "be"]),  # nothing but stop words: they are the content
        ("& -", [], []),
    ],
)
def test_words_of_a_query(text: str, words: list[str], content: list[str]) -> None:
    query = parse_plain(text, ENGLISH)
    assert [word.surface for word in query.words] == words
    assert [word.surface for word in query.content] == content
    assert query.content_text == " ".join(content)


def test_runs_are_the_neighbors_short_ones_first() -> None:
    assert list(runs(("a", "b", "c"), 2, 5)) == [("a", "b"), ("b", "c"), ("a", "b", "c")]
    assert list(runs(("a",), 2, 3)) == []
