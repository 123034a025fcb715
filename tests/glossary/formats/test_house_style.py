"""Front matter in the house style: long lists one item a line, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.formats.house_style import in_house_style

LONG = [f"how people ask number {number}" for number in range(8)]


def file(matter: str, body: str = "Text.\n") -> str:
    return f"---\nname: Tip\n{matter}\n---\n{body}"


def test_a_long_list_has_one_item_a_line() -> None:
    text = file(f'asked_as: [{", ".join(LONG)}, "quoted, [so]"]\nrelated: [a, b]')
    lines = "\n".join(f"  - {item}" for item in LONG)
    assert in_house_style(text) == file(f'asked_as:\n{lines}\n  - "quoted, [so]"\nrelated: [a, b]')


def test_a_short_list_has_one_line() -> None:
    assert in_house_style(file("aliases: [ a,\n  b ,c]")) == file("aliases: [a, b, c]")


def test_line_ends_byte_order_mark_and_body_stay() -> None:
    text = file(f"asked_as: [{', '.join(LONG)}]", "Text  \n---\nasked_as: [a,b]")
    windows = "\ufeff" + text.replace("\n", "\r\n")
    assert in_house_style(windows) == "\ufeff" + in_house_style(text).replace("\n", "\r\n")
    assert in_house_style(text).endswith("Text  \n---\nasked_as: [a,b]")


@pytest.mark.parametrize(
    "matter",
    [
        "aliases: [a, # why\n  b]",
        "aliases: [a, b] # why",
        "aliases: [[a], {b: c}]",
        "aliases: [a\n  a, b]",
        "aliases: &x [a,b]",
        "broken: [a",
        f"aliases: [{', '.join(LONG)}, '\r, '\r\r]",
        "changes:\n  - 2026-01-02: Fixed",
    ],
)
def test_what_cannot_be_rewritten_safely_stays(matter: str) -> None:
    assert in_house_style(file(matter)) == file(matter)
    assert in_house_style("no front matter") == "no front matter"


@given(st.lists(st.text("ab ,:#'\"[]-é\n\r\t", max_size=20), max_size=8), st.text("ab[],:#\n- ", max_size=60))
def test_rewriting_twice_changes_nothing_more(items: list[str], rest: str) -> None:
    once = in_house_style(file(f"asked_as: [{', '.join([*LONG, *items])}]\n{rest}"))
    assert in_house_style(once) == once
