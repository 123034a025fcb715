"""Statements of Turtle, and how deep its brackets are."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.turtle_statements import deepest_bracket, statement_at

TEXT = """@prefix a: <http://a.b/c.d#> . # a . comment [
a:b a:c "a . \\" [ dot" , \'\'\'two ' ] .
lines.\'\'\' , 1.5 ; a:d [ a:e ( 1 2 ) ] .
a:f a:g a:h ."""


@pytest.mark.parametrize(
    ("found", "start", "end"),
    [("@prefix", "@prefix", " # a"), ("dot", " # a", "\na:f"), ("( 1", " # a", "\na:f"), ("a:h", "\na:f", "")],
)
def test_a_statement_ends_at_its_dot(found: str, start: str, end: str) -> None:
    last = TEXT.index(end) if end else len(TEXT)
    assert statement_at(TEXT, TEXT.index(found)) == (TEXT.index(start), last)


def test_a_statement_without_an_end_reaches_to_the_end_of_the_text() -> None:
    assert statement_at('a . b "c', 6) == (3, 8)


def test_only_brackets_outside_of_strings_count() -> None:
    assert deepest_bracket(TEXT)[0] == 2
    assert deepest_bracket('"[[[" <[[[> # [[[') == (0, 0)
