"""Stems by Snowball, after respelling."""

from __future__ import annotations

import pytest

from search_app.language.stemming import snowball


def test_inflections_share_a_stem() -> None:
    stem = snowball("english", respell=str)
    assert len({stem(word) for word in ("garnish", "garnished", "garnishing")}) == 1


def test_words_are_respelled_before_they_are_stemmed() -> None:
    stem = snowball("english", respell=lambda word: word.replace("our", "or"))
    assert stem("labours") == stem("labors")


@pytest.mark.parametrize("word", ["401", "w2s", "is", "éé", ""])
def test_numbers_and_short_words_are_their_own_stems(word: str) -> None:
    assert snowball("english", respell=str)(word) == word
