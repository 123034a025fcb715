from __future__ import annotations

from search_app.search.index.fields import WEIGHTS
from search_app.search.opensearch.mapping import ENTRIES_A_SHARD, index_body, section


def test_each_section_has_a_field() -> None:
    fields = index_body(3, 2.0)["mappings"]["properties"]["at"]["properties"]
    assert {section(kind) for kind in WEIGHTS} == {f"at.{field}" for field in fields}


def test_a_large_glossary_has_several_shards() -> None:
    counts = [
        index_body(entries, 2.0)["settings"]["index"]["number_of_shards"] for entries in (0, 251, ENTRIES_A_SHARD)
    ]
    assert counts == [1, 1, 2]
