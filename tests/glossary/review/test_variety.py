"""Examples that begin or end alike."""

from __future__ import annotations

from search_app.glossary.model import Term
from tests.glossary.review.editing import messages, term


def test_a_term_whose_examples_all_begin_alike_is_reported() -> None:
    alike = term("alike", examples=("A baker pays.", "“An actor pays,” she says."))
    mixed = term("mixed", examples=("A baker pays.", "After a year, an actor pays."))
    single = term("single", examples=("A baker pays.",))
    assert messages("opening", [alike, mixed, single]) == [
        "terms/money/alike.md:11: warning: all examples begin with 'A'; begin one of them in another way."
    ]


def _share(of_all: int, text: str, other: str) -> list[Term]:
    return [term(f"t{number}", examples=(text if number < of_all else other,)) for number in range(20)]


def test_too_many_examples_with_an_article_are_reported_once() -> None:
    assert messages("opening", _share(9, "A baker pays.", "On Friday she pays."), strict=True) == []
    found = messages("opening", _share(10, "An actor pays.", "Any actor pays."), strict=True)
    assert len(found) == 1
    assert found[0].startswith("terms/glossary.toml:1: warning: 50% of the examples begin with 'A' or 'An', the limit")


def test_too_many_examples_that_end_with_an_amount_are_reported_once() -> None:
    for text in ("He owes $1,200.", "She pays $5.50 a month.", "“It is $3 million.”"):
        assert len(messages("ending", _share(6, text, "She wins."), strict=True)) == 1
    assert messages("ending", _share(5, "He owes $1,200.", "She wins."), strict=True) == []
    assert messages("ending", _share(20, "He owes $1,200 and pays.", "She wins."), strict=True) == []


def test_a_small_glossary_has_no_share() -> None:
    assert messages("ending", _share(20, "He owes $5.", "")[:19], strict=True) == []
