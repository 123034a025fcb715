from __future__ import annotations

import pytest

from search_app.language.english_sounds import english_sound, other_english_sounds


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("medicade", "medicaid"),
        ("layed", "laid"),
        ("fizician", "physician"),
        ("sycology", "psychology"),
        ("nolige", "knowledge"),
        ("newmonia", "pneumonia"),
        ("hole", "whole"),
        ("kwality", "quality"),
        ("acomodate", "accommodate"),
        ("ereesa", "arisa"),
        ("tecnical", "technical"),
    ],
)
def test_words_that_sound_alike_have_the_same_key(written: str, meant: str) -> None:
    assert english_sound(written) == english_sound(meant) != ""


@pytest.mark.parametrize(("one", "other"), [("revenge", "revenue"), ("medicaid", "medicare"), ("zelle", "elder")])
def test_words_that_sound_different_have_different_keys(one: str, other: str) -> None:
    assert english_sound(one) != english_sound(other)


@pytest.mark.parametrize("word", ["401k", "éclair", "", "500"])
def test_numbers_codes_and_foreign_letters_have_no_sound(word: str) -> None:
    assert english_sound(word) == ""


@pytest.mark.parametrize(
    ("written", "meant"), [("gembet", "gambit"), ("gebriel", "gabriel"), ("cerdboard", "cardboard"), ("cader", "cedar")]
)
def test_a_wrong_vowel_may_have_made_a_letter_soft_or_hard(written: str, meant: str) -> None:
    assert english_sound(written) != english_sound(meant)
    assert english_sound(meant) in other_english_sounds(written)


def test_a_word_without_such_letters_sounds_in_one_way() -> None:
    assert other_english_sounds("notise") == []
