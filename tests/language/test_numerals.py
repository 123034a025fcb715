"""Numbers in words, in digits and in Roman numerals."""

from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.language.numerals import roman
from search_app.language.tokens import first_readings


def stems(text: str) -> list[str]:
    return [word.stem for word in first_readings(ENGLISH.words(text))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chapter seven", "Chapter VII"),
        ("title nine", "title IX"),
        ("chapter 11", "chapter XI"),
        ("phase one", "Phase I"),
        ("section iv", "section 4"),
        ("two factor", "2 factor"),
        ("forty hours", "40 hours"),
        ("7th", "seventh"),
        ("half", "½"),
    ],
)
def test_a_number_has_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize("text", ["I", "C", "part c", "part I pay", "schedule D", "one", "IV drip", "mix"])
def test_letters_and_words_are_no_numbers(text: str) -> None:
    assert not any(stem.isdigit() for stem in stems(text))


def test_a_number_in_two_words_is_found_joined() -> None:
    assert "21" in [word.stem for word in ENGLISH.words("twenty-one")]


def test_roman_numerals() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 39, 40)] == ["i", "iv", "ix", "xiv", "xxxix", "xl"]
