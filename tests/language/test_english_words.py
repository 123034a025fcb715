from __future__ import annotations

import pytest

from search_app.language.english_words import english_words


def test_the_words_are_folded_sorted_and_distinct() -> None:
    words = english_words()
    assert len(words) > 10_000
    assert list(words) == sorted(set(words))
    assert all(word.isascii() and word.isalpha() and word == word.lower() for word in words)


@pytest.mark.parametrize("word", ["revenge", "fishing", "hole"])
def test_ordinary_words_are_among_them(word: str) -> None:
    assert word in english_words()


@pytest.mark.parametrize("word", ["recieve", "hippa", "mortage", "zelle"])
def test_misspellings_and_brands_are_not(word: str) -> None:
    assert word not in english_words()
