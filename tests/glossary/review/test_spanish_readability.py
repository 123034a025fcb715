"""Syllables of Spanish, and the INFLESZ scale."""

from __future__ import annotations

import pytest

from search_app.glossary.review.spanish_readability import inflesz, spanish_syllables

SPOKEN = {
    1: "pan y rey quien guion buey pie más hay",
    2: "casa agua guerra ciudad leyes deuda día país queja baúl cuida viuda",
    3: "seguro salario María vergüenza oía médico empleo",
    4: "deducible ahorraba pagaría empleados",
    5: "aseguranza indemnización discriminación",
    7: "responsabilidades",
}


@pytest.mark.parametrize(("count", "word"), [(count, word) for count in SPOKEN for word in SPOKEN[count].split()])
def test_syllables_follow_the_spelling(count: int, word: str) -> None:
    assert spanish_syllables(word) == count


def test_acronyms_are_spelled_and_numbers_count_as_one() -> None:
    assert [spanish_syllables(word) for word in ("IRS", "CFPB", "HMO", "COBRA", "1099")] == [5, 5, 5, 2, 1]


@pytest.mark.parametrize(
    ("sentences", "score"),
    [
        (["El gato ve la casa."], 206.835 - 62.3 * 7 / 5 - 5),
        (["El gato ve la casa.", "Duerme."], 206.835 - 62.3 * 9 / 6 - 3),
        ([], 100),
    ],
)
def test_the_scale_falls_with_long_words_and_sentences(sentences: list[str], score: float) -> None:
    assert inflesz(sentences) == pytest.approx(score)
