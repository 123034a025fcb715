"""Trades of the people in examples."""

from __future__ import annotations

import pytest

from search_app.glossary.review.trades import trade_in
from tests.glossary.review.editing import messages, term


@pytest.mark.parametrize(
    ("sentence", "trade"),
    [
        ("A school bus driver pays.", "driver"),
        ("The nurse pays.", "nurse"),
        ("For a year, the head cook pays.", "cook"),
        ("At noon a retired lift operator pays.", "operator"),
        ("A nurse's aide pays.", "aide"),
        ("A nurse's car is gone.", "nurse"),
        ("Two shops share one bookkeeper.", ""),
        ("Cook it well.", ""),
        ("A bank hires drivers.", ""),
    ],
)
def test_a_trade_is_the_last_word_of_a_noun_phrase(sentence: str, trade: str) -> None:
    assert trade_in(sentence) == trade


def test_a_trade_may_be_in_six_terms_but_not_in_seven() -> None:
    terms = [term(f"t{number}", examples=("A baker pays. A cook does not.", "The baker owes.")) for number in range(7)]
    found = messages("trade", terms, strict=True)
    assert len(found) == 1
    assert found[0].startswith("terms/money/t0.md:11: warning: examples of 7 terms begin with a person of the trade")
    assert "'baker', the limit is 6: t0, t1, t2, t3, t4, t5, t6;" in found[0]
    assert messages("trade", terms[:6], strict=True) == []
