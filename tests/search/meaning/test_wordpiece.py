"""Texts become tokens of a vocabulary, words that it lacks in pieces."""

from __future__ import annotations

import pytest

from search_app.search.meaning.wordpiece import LONGEST, WordPieceTokenizer

NAMES = ["co", "##pay", "##payment", "pay", "##s", "'", "$", "a"]
TOKENIZER = WordPieceTokenizer({name: number for number, name in enumerate(NAMES)})


def tokens(text: str) -> list[str]:
    return [NAMES[number] for number in TOKENIZER.numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pay", ["pay"]),
        ("copayments", ["co", "##payment", "##s"]),  # the longest piece first: not ##pay
        ("Co-Páy", ["co", "pay"]),
        ("$pay's", ["$", "pay", "'"]),
        ("copayx pay", ["pay"]),  # no piece for the x: no tokens for the word
        ("", []),
        (" \n ", []),
    ],
)
def test_words_are_split_into_the_longest_known_pieces(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_a_very_long_word_has_no_tokens() -> None:
    assert tokens("a" + "s" * (LONGEST - 1)) == ["a", *["##s"] * (LONGEST - 1)]
    assert tokens("a" + "s" * LONGEST) == []
