"""Term files as the house writes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search_app.glossary.formats.markdown import parse_term
from search_app.glossary.formats.markdown_writer import quoted, term_file
from tests.glossary.formats.tables import DRAFT, OVERTIME, WAGE


@pytest.mark.parametrize("term", [replace(WAGE, further=(("Where to go", "There."),)), OVERTIME, DRAFT])
def test_a_file_is_read_back_as_the_term(term: object) -> None:
    assert isinstance(term, type(WAGE))
    read, faults = parse_term(term_file(term, "2026-01-01").encode(), "x", term.slug, term.categories[0])
    assert faults == []
    assert read == replace(term, updated=term.updated or "2026-01-01")


def test_long_lists_have_an_item_on_each_line() -> None:
    text = term_file(
        replace(DRAFT, asked_as=tuple(f"a question number {number}" for number in range(9)), aliases=("b",))
    )
    assert "aliases: [b]\n" in text
    assert "asked_as:\n  - a question number 0\n" in text


@pytest.mark.parametrize(
    "text",
    ["no", "1,000", "a: b", "a #b", "- a", "[x]", "it's", 'say "x"', "'", '"', "*a", "&a", "!a", "%", "@a", "`a`",
     "{a}", "a,b", "null", "2026-01-01", "~", "a\\b", "? a", "| a", "> a", "x:", "é", "🙂"],
)  # fmt: skip
@pytest.mark.parametrize("field", ["name", "aliases"])
def test_any_text_can_be_a_value(text: str, field: str) -> None:
    term = replace(DRAFT, **{field: text if field == "name" else (text, "other")})  # type: ignore[arg-type]
    read, faults = parse_term(term_file(term, "2026-01-01").encode(), "x", "bare", "law")
    assert faults == []
    assert read
    assert getattr(read, field) == getattr(term, field)


def test_plain_texts_are_not_quoted() -> None:
    assert [quoted("wage theft"), quoted("what i pay", "flow"), quoted("it's")] == ["wage theft", "what i pay", "it's"]
