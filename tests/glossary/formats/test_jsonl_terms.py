"""JSON Lines: ours without loss, others' by the names of keys."""

from __future__ import annotations

from search_app.glossary.formats.jsonl_terms import JSON_LINES, row_of
from tests.glossary.formats.tables import (
    EVERY_FIELD,
    WAGE,
    assert_mutations_are_read,
    damaged,
    read_bytes,
    written,
)  # fmt: skip


def test_every_field_comes_back_as_it_was() -> None:
    result = read_bytes(JSON_LINES, written(JSON_LINES))
    assert result.faults == ()
    assert result.terms == EVERY_FIELD.terms
    assert [category.slug for category in result.site_hints.categories] == ["work", "law"]


def test_lines_of_others_are_read_by_the_names_of_their_keys() -> None:
    result = read_bytes(JSON_LINES, '{"word": "A", "meaning": "first"}\n\n{"word": "B", "meaning": "second", "n": 2}\n')
    assert [(term.name, term.definition, term.origin.line("")) for term in result.terms] == [
        ("A", "first", 1), ("B", "second", 3),
    ]  # fmt: skip


def test_a_wrong_line_is_a_fault_with_its_number() -> None:
    assert read_bytes(JSON_LINES, written(JSON_LINES) + b"{\n").faults[0].line == 4
    assert read_bytes(JSON_LINES, '{"word": "A", "meaning": "x"}\n{\n').faults[0].line == 2


def test_a_row_leaves_out_nothing() -> None:
    assert row_of(WAGE).sources == ["29 USC 206", "A page https://www.dol.gov/a?b=1,2"]


def test_a_damaged_file_is_never_an_exception() -> None:
    assert_mutations_are_read(JSON_LINES, written(JSON_LINES), damaged)
