"""Cells: formulas and lists."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.cells import FORMULA, escaped, joined, listed, split, unescaped


@pytest.mark.parametrize("text", [*(sign + "1" for sign in FORMULA), "'=1", "''+x", "'tis", "plain", "", "'"])
def test_an_escaped_cell_comes_back_and_is_no_formula(text: str) -> None:
    assert not escaped(text).startswith(FORMULA)
    assert unescaped(escaped(text)) == text


def test_a_quotation_mark_of_a_text_is_not_taken_away() -> None:
    assert unescaped("'tis the season") == "'tis the season"


@pytest.mark.parametrize(
    "items", [[], ["a"], ["a", "b, c"], ["a\nb", "c"], ["[1]"], ["['x']", "b"], [" a "], ['["a"]']]
)
def test_a_list_comes_back_from_its_cell(items: list[str]) -> None:
    assert listed(joined(items)) == items


def test_a_list_has_an_item_on_each_line() -> None:
    assert joined(["copay", "co-pay"]) == "copay\nco-pay"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a; b;", ["a", "b"]),
        ("a\nb, c", ["a", "b, c"]),
        ("a | b", ["a", "b"]),
        ("a, b,c", ["a", "b", "c"]),
        ("a phrase that goes on, and on until it is much longer than names of terms usually are", None),
        ("AAA (one, two)", None),
        ("a, a", ["a"]),
    ],
)
def test_lists_of_others_are_split_at_the_sign_they_use(text: str, items: list[str] | None) -> None:
    assert split(text, commas=True) == (items or [text])
