"""Operator queries, parsed twice: the quick parser and Whoosh's make the same tree of the same text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_app.language.english import ENGLISH
from search_app.search.query.operators import has_operators, parse_operators, parse_usual
from search_app.search.query.whoosh_parser import parse_any

WORDS = ["fee", "fees", "Copay", "a", "the", "401k", "café", "AND", "NOT", "OR"]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(["", "name:"]),
        st.sampled_from(["fee", "copay*", "Café*", '"fee"', '"annual fee"', '"OR fee"', "OR"]),
    ),
)


@settings(max_examples=400)
@given(pieces=st.lists(PIECES, min_size=1, max_size=6))
def test_the_quick_parser_makes_the_tree_of_whooshs_parser(pieces: list[str]) -> None:
    text = " ".join(pieces)
    usual = parse_usual(text, ENGLISH)
    assert usual is None or usual == parse_any(text, ENGLISH)


@pytest.mark.parametrize("text", ["fee OR wage", "fee -wage", '"annual fee"', "name:fee wage*", '-"annual fee" OR fee'])
def test_usual_forms_are_parsed_quickly(text: str) -> None:
    assert has_operators(text, ENGLISH)
    assert parse_usual(text, ENGLISH) is not None


@pytest.mark.parametrize(
    "text", ["OR fee", "fee OR", "a OR OR b", "category:finance fee", "co-pay -fee", '"fee', "fee  x"]
)
def test_other_forms_are_left_to_whooshs_parser(text: str) -> None:
    assert parse_usual(text, ENGLISH) is None
    assert parse_operators(text, ENGLISH) == parse_any(text, ENGLISH)


@pytest.mark.parametrize("text", ["fee", "co-pay", "order", "C++", "3:2", "tip *", "a - b", '""', "ORDER"])
def test_signs_inside_plain_text_are_no_operators(text: str) -> None:
    assert not has_operators(text, ENGLISH)
