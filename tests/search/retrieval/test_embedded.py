"""The embedded back end by itself; test_text_index.py has what every back end does."""

from __future__ import annotations

from search_app.search.index.reader import IndexReader
from search_app.search.query.syntax_tree import Everything
from search_app.search.retrieval.embedded import EmbeddedTextIndex
from search_app.search.retrieval.text_index import Window


def test_pages_have_no_limit(crowded: IndexReader) -> None:
    found = EmbeddedTextIndex(crowded).evaluate(Everything(), Window(best=5, start=399, stop=400))
    assert found.page.ordinals == [399]
