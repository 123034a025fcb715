"""Limits that keep a hostile or broken file from taking minutes to read."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.limits import MAX_ITEMS, deep_line, long_paragraphs, too_many


def test_a_paragraph_of_ordinary_length_has_no_fault() -> None:
    assert not list(long_paragraphs("Words in a line.\n" * 500 + "\n" + "More words.\n" * 500))


@pytest.mark.parametrize("unit", ["Mr. ", "*a ", "**a", ".", "(", "`", "\u3316", "a\n"])
def test_a_long_paragraph_is_named_by_its_line(unit: str) -> None:
    text = "First.\n\nSecond\nline.\n\n" + unit * 12_000
    ((line, message),) = long_paragraphs(text)
    assert line == 5
    assert "characters, the limit is 10,000; split it" in message


@pytest.mark.parametrize("unit", ["[", "![", "[a](", "[a]["])
def test_brackets_that_may_begin_links_are_counted(unit: str) -> None:
    ((line, message),) = long_paragraphs("First.\n\n" + unit * 1_001)
    assert line == 2
    assert "brackets [, the limit is 1,000" in message


def test_paragraphs_are_limited_one_by_one() -> None:
    assert not list(long_paragraphs("\n \n".join(["x" * 9_000] * 20)))
    assert [line for line, _ in long_paragraphs("\n\n".join(["x" * 11_000, "y", "z" * 11_000]))] == [0, 4]


def test_long_lists_have_a_fault() -> None:
    assert not too_many("aliases", MAX_ITEMS)
    assert too_many("aliases", 36_000).startswith("'aliases' has 36,000 items, the limit is 1,000")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("aliases: [a, [b], {c: d}]", 0),
        ("aliases: [a]\n" * 100, 0),
        ("asked_as: ['a]', b]]]]\n", 0),
        ("name: A\naliases: " + "[" * 21, 2),
        ("name: A\naliases: " + "{[" * 11, 2),
        ("name: A\naliases:\n" + "  [\n" * 30, 23),
    ],
)
def test_deep_brackets_are_found(text: str, line: int) -> None:
    assert deep_line(text) == line
