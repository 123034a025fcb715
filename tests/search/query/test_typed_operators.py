"""Operators as people and phones type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.english import ENGLISH
from search_app.search.query.operators import has_operators, parse_operators
from search_app.search.query.typed_operators import one_spelling


@pytest.mark.parametrize(
    ("typed", "usual"),
    [
        ("“annual fee”", '"annual fee"'),
        ("„annual fee“", '"annual fee"'),
        ("«annual fee»", '"annual fee"'),
        ("‘annual fee’", '"annual fee"'),
        ("'annual fee'", '"annual fee"'),
        ("wage –fee", "wage -fee"),
        ("wage —fee", "wage -fee"),
        ("wage −fee", "wage -fee"),
        ("wage NOT fee", "wage -fee"),
        ("wage AND NOT fee", "wage -fee"),
        ("wage and claim -fee", "wage claim -fee"),
        ("Name: fee", "name:fee"),
        ("MISUSE:fee", "misuse:fee"),
        ('asked : "what fee"', 'asked:"what fee"'),
    ],
)
def test_an_operator_has_one_spelling(typed: str, usual: str) -> None:
    assert one_spelling(typed, ENGLISH) == usual
    assert has_operators(typed, ENGLISH)


@pytest.mark.parametrize(
    "text", ["DO NOT CALL", "workers' comp", "note: fee", "10:30", "wage – fee", "rock 'n' roll", "C++", "fee AND wage"]
)
def test_plain_text_stays_plain(text: str) -> None:
    assert not has_operators(text, ENGLISH)


@given(st.text(st.sampled_from("ab\"'“”‘’:*+-–() ORNTADname健"), max_size=30))
def test_whatever_is_typed_is_no_error(text: str) -> None:
    has_operators(text, ENGLISH)
    parse_operators(text, ENGLISH)
