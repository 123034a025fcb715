from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.tokens import words
from search_app.search.indexer.whoosh_schema import EntryAnalyzer


def surfaces(text: str) -> list[str]:
    return [word.surface for word in words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Co-pays", ["co", "copays", "pays"]),
        ("401(k)", ["401", "401k", "k"]),
        ("Café", ["cafe"]),
        ("the worker's pay", ["the", "worker", "pay"]),
        ("workers' pay", ["workers", "pay"]),
        ("don’t", ["dont"]),
        ("a/b", ["a", "ab", "b"]),
        ("", []),
        ("--- ***", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


def test_the_joined_form_stands_where_its_first_part_does() -> None:
    assert [word.position for word in words("a co-pay due")] == [0, 1, 1, 2, 3]


def test_a_query_gets_no_joined_forms() -> None:
    analyzer = EntryAnalyzer()
    assert [token.text for token in analyzer("co-pay", mode="query")] == ["co", "pay"]
    assert [token.text for token in analyzer("co-pay", mode="index")] == ["co", "copay", "pay"]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.surface or not text[word.start : word.end].isascii()
