"""The Whoosh schema: how its analyzer reads entries and queries."""

from __future__ import annotations

from search_app.search.indexer.whoosh_schema import EntryAnalyzer


def test_a_query_gets_no_joined_forms() -> None:
    analyzer = EntryAnalyzer()
    assert [token.text for token in analyzer("co-pay", mode="query")] == ["co", "pay"]
    assert [token.text for token in analyzer("co-pay", mode="index")] == ["co", "copay", "pay"]
