"""A word is found in the section that contains it, also after a build that keeps most entries."""

from __future__ import annotations

from pathlib import Path

from search_app.search import Engine, SearchRequest
from tests.search.glossaries import publish

TEXTS = {
    "definition": "An alpha.",
    "examples": ["", "A bravo fee.", "Charlie."],
    "misuse": "Not a delta.",
    "benefits": "An echo.",
    "conclusion": "A golf.",
    "asked_as": ["what is hotel"],
}
FIELDS = {
    "definition:alpha", "example:bravo", "example:charlie", "misuse:delta", "benefits:echo", "conclusion:golf",
    "asked:hotel", 'misuse:"not a delta"', "example:brav*",
}  # fmt: skip
OTHER = {"name": "Other", "definition": "Bravo delta, echo alpha golf hotel charlie?", "misuse": "Alpha."}


def slugs(index: Path, query: str) -> set[str]:
    return {hit.slug for hit in Engine.open(index).search(SearchRequest(query)).hits}


def test_a_field_finds_the_words_of_its_section(tmp_path: Path) -> None:
    other = {**OTHER, "definition": "Bravo delta echo golf hotel charlie."}
    index = publish(tmp_path, [{"name": "One", **TEXTS}, other])
    assert {field: slugs(index, field) for field in FIELDS} == {field: {"e0"} for field in FIELDS}


def test_sections_of_kept_entries_are_copied(tmp_path: Path) -> None:
    rows = [{"name": "One", **TEXTS}, {"name": "Two", "definition": "Nothing."}]
    publish(tmp_path, rows)
    index = publish(tmp_path, [rows[1] | {"slug": "e1"}, {**rows[0], "slug": "e0"}, OTHER])
    assert slugs(index, "misuse:delta") == {"e0"}
    assert slugs(index, "misuse:alpha") == {"e2"}
