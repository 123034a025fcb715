"""Invisible characters and combining marks in texts."""

from __future__ import annotations

import pytest

from search_app.language.characters import clean_text
from search_app.language.english import ENGLISH


@pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
def test_an_invisible_character_does_not_divide_a_word(invisible: str) -> None:
    (word,) = ENGLISH.words(f"de{invisible}duc{invisible}tible")
    assert (word.surface, word.start, word.end) == ("deductible", 0, 12)


def test_clean_text_has_no_soft_hyphens_and_composed_accents() -> None:
    assert clean_text("de\u00adduct e\u0301\ufeff") == "deduct é"


def test_joiners_that_shape_letters_and_emoji_stay() -> None:
    assert clean_text("👩\u200d💻 می\u200cخواهم") == "👩\u200d💻 می\u200cخواهم"
