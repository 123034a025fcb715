"""Front matter: keys, values and lines of a YAML mapping, as text."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.front_matter import NotFrontMatterError, Value, read_front_matter


def test_keys_are_read_in_order_with_their_lines() -> None:
    assert read_front_matter("name: A  b\naliases:\n  - c\n  - d\nname: e") == [
        ("name", Value(1, text="A b")),
        ("aliases", Value(2, items=(Value(3, text="c"), Value(4, text="d")))),
        ("name", Value(5, text="e")),
    ]


def test_scalars_stay_text() -> None:
    values = [value.text for _, value in read_front_matter("a: NO\nb: 2026-01-01\nc: 1e3\nd: ~\ne:")]
    assert values == ["NO", "2026-01-01", "1e3", "~", ""]


def test_a_nested_collection_has_no_value_and_hides_no_key_after_it() -> None:
    assert read_front_matter("a: {b: [c, {d: e}]}\nf: [[g], h]") == [
        ("a", Value(1)),
        ("f", Value(2, items=(Value(2), Value(2, text="h")))),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [("a: b\nc: 'open", 2, "not valid YAML"), ("- a", 1, "not keys and values"), ("", 1, "not keys and values")],
)
def test_other_text_is_refused_with_the_line_of_the_error(text: str, line: int, reason: str) -> None:
    with pytest.raises(NotFrontMatterError, match=reason) as error:
        read_front_matter(text)
    assert error.value.line == line


@pytest.mark.parametrize("opening", ["[", "{", "- ", "{a: "])
def test_deep_nesting_does_not_exhaust_the_stack(opening: str) -> None:
    with pytest.raises(NotFrontMatterError):
        read_front_matter("a: " + opening * 100_000)
