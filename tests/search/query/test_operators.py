"""Operators, read twice: the quick way and Whoosh's own parser make the same tree of the same text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_app.search.index import generations
from search_app.search.index.lexicon import Lexicon
from search_app.search.indexer.whoosh_schema import schema
from search_app.search.query.operators import has_operators, parse_operators, read_usual
from search_app.search.query.whoosh_parser import parse_any

WORDS = ["fee", "fees", "Copay", "a", "the", "401k", "café", "AND", "NOT", "OR"]
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "-"]),
        st.sampled_from(["", "name:"]),
        st.sampled_from(["fee", "copay*", '"fee"', '"annual fee"', '"OR fee"', "OR"]),
    ),
)


@pytest.fixture(scope="session")
def lexicon(tiny_index: Path) -> Lexicon:
    return Lexicon(next(generations.candidates(tiny_index)))


@settings(max_examples=400)
@given(pieces=st.lists(PIECES, min_size=1, max_size=6))
def test_the_quick_reading_is_the_parsers(lexicon: Lexicon, pieces: list[str]) -> None:
    text = " ".join(pieces)
    usual = read_usual(text, lexicon)
    assert usual is None or repr(usual) == repr(parse_any(text, schema(), lexicon))


@pytest.mark.parametrize("text", ["fee OR wage", "fee -wage", '"annual fee"', "name:fee wage*", '-"annual fee" OR fee'])
def test_usual_forms_are_read_quickly(lexicon: Lexicon, text: str) -> None:
    assert has_operators(text)
    assert read_usual(text, lexicon) is not None


@pytest.mark.parametrize(
    "text", ["OR fee", "fee OR", "a OR OR b", "category:finance fee", "co-pay -fee", '"fee', "fee  x"]
)
def test_other_forms_are_left_to_the_parser(lexicon: Lexicon, text: str) -> None:
    assert read_usual(text, lexicon) is None
    assert repr(parse_operators(text, schema(), lexicon)) == repr(parse_any(text, schema(), lexicon))
