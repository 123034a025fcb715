"""JSON of others."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.json_terms import JSON, records_in, rows_of_records
from tests.glossary.formats.tables import assert_mutations_are_read, damaged, read_bytes

AGENT = '"A person who acts for another."'
PAIRS = """[{"term": "Agent", "definition": "<p>A person who <em>acts</em> for another.</p>"},
{"term": "PAC", "definition": "A committee."}]"""


@pytest.mark.parametrize(
    "text",
    [
        PAIRS,
        f'{{"glossary": {{"terms": {PAIRS}, "version": 3}}}}',
        '{"Agent": "A person who acts for another.", "PAC": "A committee."}',
        f'{{"Agent": {{"definition": {AGENT}}}, "PAC": {{"definition": "A committee."}}}}',
        f'[{{"name": {{"en": "Agent"}}, "description": [{AGENT}]}}, {{"name": "PAC", "description": "A committee."}}]',
    ],
)
def test_terms_are_found_in_the_usual_shapes(text: str) -> None:
    terms = read_bytes(JSON, text).terms
    assert [(term.name, term.definition) for term in terms] == [
        ("Agent", "A person who acts for another."), ("PAC", "A committee."),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", "[1, 2]", "[" * 100_000, '{"a": ' * 5_000])
def test_what_contains_no_terms_is_refused(text: str) -> None:
    result = read_bytes(JSON, text)
    assert not result.terms
    assert result.faults


def test_rows_have_all_keys() -> None:
    assert rows_of_records([{"a": 1}, {"b": [2, None, "x"]}]) == [(0, ["a", "b"]), (1, ["1", ""]), (2, ["", "2\nx"])]
    assert list(records_in({"term": "A", "definition": "b"})) == [{"term": "A", "definition": "b"}]


def test_a_damaged_file_is_never_an_exception() -> None:
    assert_mutations_are_read(JSON, PAIRS.encode(), damaged)
