"""Sums that are written out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from search_app.glossary.review.sums import wrong_sums
from tests.glossary.review.editing import messages, term


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("$40 + $25 = $75", "65"),
        ("$6,800 plus $5,200 is $12,500", "12000"),
        ("$1,000 + $200 + $30 makes $1,240", "1230"),
        ("$90 minus $25 leaves only $75", "65"),
        ("$1.50 + $1.25 comes to $2.85", "2.75"),
        ("$400 for the room and $80 for the food: $500 in all", "480"),
        ("$400 for the room plus $80 for the food, together $500", "480"),
        ("of the $900 price she has paid $300, which leaves $500", "600"),
        ("on a $900 bill he pays $300 at once and owes the other $500", "600"),
    ],
)
def test_a_wrong_sum_is_found_with_the_right_one(text: str, right: str) -> None:
    assert [each for _, each in wrong_sums(f"She adds: {text}.")] == [Decimal(right)]


@pytest.mark.parametrize(
    "text",
    [
        "$40 + $25 = $65",
        "$6,800 plus $5,200 is $12,000",
        "$12.40 + $3.35 = $16",  # rounded
        "$90 minus $25 leaves $65",
        "He gets $2.13 an hour, $63.90, and $90 in tips: $153.90 in all",
        "$5 for one, $10 for two and $20 for three: $35 in all",
        "of the $900 price she has paid $300, which leaves $600",
        "the room at $400 and the food at $80, for a total of $480",
        "of $900 he pays $5 a day, which leaves $20",
        "on a $900 loan he has paid $1,100 and still owes $700",
        "$2 and $3",
        "$1 plus $2 is $3 million",
    ],
)
def test_a_right_sum_and_what_is_no_sum_are_left_alone(text: str) -> None:
    assert list(wrong_sums(f"She adds: {text}.")) == []


def test_a_wrong_sum_is_reported_at_its_line() -> None:
    found = messages("sum", [term("sum", "Text.\n\nHe pays $40 plus $25 is $75.")])
    assert found == [
        "terms/money/sum.md:10: warning: '$40 plus $25 is $75' does not add up, the result is $65; "
        "correct one of the amounts."
    ]
