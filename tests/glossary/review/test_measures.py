"""Measures of terms, and the remarks they lead to."""

from __future__ import annotations

import pytest

from search_app.glossary.model import Term
from search_app.glossary.review.limits import SECTION_WORDS
from tests.glossary.review.editing import messages, remarks, term

HARD = "Considerable administrative complications systematically exasperate organizational representatives."


def words(count: int) -> str:
    return "A fee is due. " * (count // 4) + "Yes! " * (count % 4)


def test_a_hard_text_is_told_at_its_longest_sentence() -> None:
    easy = [term(slug, "It is a fee.") for slug in "abc"]
    found = messages("grade", [term("lien", f"It is.\n\n{HARD}"), *easy])
    assert len(found) == 1
    assert found[0].startswith("terms/money/lien.md:10: warning: the text reads at grade ")
    assert "the limit is 12; shorten words and sentences, such as 'Considerable administrative" in found[0]


def test_the_average_grade_is_told_at_the_glossary() -> None:
    found = remarks("grade", [term("lien", HARD), term("loan", HARD)])
    assert [(remark.path, remark.line) for remark in found] == [
        ("terms/glossary.toml", 1), ("terms/money/lien.md", 8), ("terms/money/loan.md", 8),
    ]  # fmt: skip
    assert "on average, the limit is 10; simplify the hardest first: lien, loan." in found[0].message


def test_long_sentences_are_told() -> None:
    long = "the cat sat on a mat and " * 3
    assert "has 21.0 words on average" in messages("sentence-length", [term("a", f"{long.strip()}.")])[0]
    assert messages("sentence-length", [term("a", f"{long.strip()}. Yes.")]) == []


@pytest.mark.parametrize("kind", ["definition", "misuse", "benefits", "conclusion"])
def test_sections_keep_their_lengths(kind: str) -> None:
    allowed = SECTION_WORDS[kind]
    for count, remedy in ((allowed.least - 1, "say more"), (allowed.most + 1, "cut it")):
        found = remarks("section-length", [Term("a", "A", ("money",), **{"definition": "", kind: words(count)})])
        assert [f"has {count} words, the range is {allowed}; {remedy}." in remark.message for remark in found] == [True]
    for count in (allowed.least, allowed.most):
        assert remarks("section-length", [Term("a", "A", ("money",), **{"definition": "", kind: words(count)})]) == []


def test_each_example_keeps_its_length() -> None:
    found = messages("section-length", [term("a", words(60), examples=(words(24), words(25), words(70)))])
    assert found == [
        "terms/money/a.md:11: warning: the section 'Example #1' has 24 words, the range is 25 to 70; say more."
    ]


def test_examples_questions_and_links_are_counted() -> None:
    few = term("a", examples=("One.",), asked_as=("one", "two"), related=("b", "c", "d", "e", "f", "g", "h"))
    assert [remark.message for remark in remarks("items", [few])] == [
        "the term has 2 items in 'asked_as', the range is 3 to 60; add some.",
        "the term has 7 items in 'related', the range is 3 to 6; remove some.",
        "the term has 1 section '## Example', the range is 2 to 3; add some.",
    ]
    enough = term("a", examples=("One.", "Two."), asked_as=("one", "two", "three"), related=("b", "c", "d"))
    assert remarks("items", [enough]) == []


@pytest.mark.parametrize(("updated", "overdue"), [("2024-11-23", False), ("2024-11-22", True), ("", False)])
def test_a_text_not_read_for_long_is_told(updated: str, overdue: bool) -> None:
    found = remarks("overdue", [term("a", updated=updated)])
    assert [remark.line for remark in found] == [6] * overdue
    assert remarks("overdue", [term("a", updated=updated)], months=36) == []


def test_months_end_on_days_that_exist() -> None:
    assert remarks("overdue", [term("a", updated="2026-02-28")], today="2026-03-31", months=1) == []
    assert len(remarks("overdue", [term("a", updated="2026-02-27")], today="2026-03-31", months=1)) == 1
