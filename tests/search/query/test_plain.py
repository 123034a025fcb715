"""A query's own keys are those that names and sayings were filed under."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search_app.search.index.names import content_key, stem_key
from search_app.search.query.plain import parse_plain

WORDS = ["the", "to", "co-pay", "401(k)", "Workers'", "wages", "Café", "labour", "tip", "C++", "self-employed", "&"]


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_keys_are_those_of_names(words: list[str]) -> None:
    query = parse_plain(" ".join(words))
    assert query.telling_key == content_key(query.text)
    assert [key for _, key in query.spellings()] == [stem_key(text) for text, _ in query.spellings()]
