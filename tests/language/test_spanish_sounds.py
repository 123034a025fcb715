"""Spanish words that sound alike."""

from __future__ import annotations

import pytest

from search_app.language.spanish_sounds import other_spanish_sounds, spanish_sound


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("aseguransa", "aseguranza"),
        ("cobertura", "covertura"),
        ("hipoteca", "ipoteca"),
        ("ahorros", "aorros"),
        ("llamada", "yamada"),
        ("jubilacion", "jubilasion"),
        ("quiebra", "kiebra"),
        ("general", "jeneral"),
        ("extorsion", "estorsion"),
        ("cambio", "canbio"),
        ("huelga", "uelga"),
        ("phishing", "fishing"),
    ],
)
def test_words_that_sound_alike_share_a_key(written: str, meant: str) -> None:
    assert spanish_sound(written) == spanish_sound(meant)


@pytest.mark.parametrize(("one", "other"), [("pago", "pego"), ("robo", "lobo"), ("guia", "jia")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert spanish_sound(one) != spanish_sound(other)


@pytest.mark.parametrize("word", ["401k", "w2", "год"])
def test_numbers_and_codes_have_no_key(word: str) -> None:
    assert spanish_sound(word) == ""


def test_a_wrong_vowel_makes_a_letter_soft_or_hard() -> None:
    assert spanish_sound("guerra") in other_spanish_sounds("gerra")
    assert spanish_sound("sobros") in other_spanish_sounds("cobros")
    assert other_spanish_sounds("robo") == []
