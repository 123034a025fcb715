"""Syllables and reading grades."""

from __future__ import annotations

import pytest

from search_app.glossary.review.readability import count_words, reading_grade, syllables

# As the CMU Pronouncing Dictionary has them.
SPOKEN = {
    1: "a the she note asked rates seized year guide can't don't there court through owe tied pier friend eyes bills",
    2: "table wanted settled prices people action million quarter buying client business didn't employed something "
    "homeless safety union hundred appeal notice lawyer owner statement household surgeon science reuse",
    3: "liable annual deposit employee area video carrier copayment provider insurer insurance medicare allowance "
    "period actual warehouses exclusion",
    4: "deductible coinsurance arbitration society anxiety mediation utility beneficial",
    5: "discrimination university",
    6: "eligibility",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count in SPOKEN for word in SPOKEN[count].split()])
def test_syllables_are_those_of_the_dictionary(count: int, word: str) -> None:
    assert syllables(word) == count


def test_acronyms_are_spelled_and_numbers_count_as_one() -> None:
    assert [syllables(word) for word in ("IRS", "CFPB", "HMO", "WARN", "COBRA", "1099")] == [3, 4, 3, 1, 2, 1]


def test_words_are_what_stands_between_spaces() -> None:
    assert count_words("A 12-year-old roof – worth $15,000 – isn't new.") == 7


@pytest.mark.parametrize(
    ("sentences", "grade"),
    [
        (["The cat sat on the mat."], -1.45),  # 6 words, 6 syllables
        (["The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."], 11.27),  # 13 and 24
        ([], 0),
        (["…"], 0),
    ],
)
def test_the_grade_follows_the_formula(sentences: list[str], grade: float) -> None:
    assert reading_grade(sentences) == pytest.approx(grade, abs=0.01)
