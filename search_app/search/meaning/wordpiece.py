"""Split text into the tokens of a BERT vocabulary: words, or pieces of words where a word is not in it.

The longest known beginning of a word is its first token, and so on; the tokens inside a word begin with `##` in the
vocabulary (Wu et al., "Google's neural machine translation system", 2016).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain

CACHED = 16_384  # words
LONGEST = 40  # letters of a word; a longer one has no tokens, because splitting takes time quadratic in its length

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


class WordPieceTokenizer:
    """Numbers the tokens of texts; `vocabulary` has the number of each token."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._pieces = lru_cache(CACHED)(self._split)

    def numbers(self, text: str) -> list[int]:
        """Return the numbers of the tokens of `text`; words that cannot be split into known pieces have none."""
        return list(chain.from_iterable(map(self._pieces, _WORD.findall(_plain(text)))))

    def _split(self, word: str) -> tuple[int, ...]:
        pieces: list[int] = []
        start = 0
        while start < len(word) <= LONGEST:
            start, number = self._longest(word, start)
            if number < 0:
                return ()
            pieces.append(number)
        return tuple(pieces)

    def _longest(self, word: str, start: int) -> tuple[int, int]:
        """Return the end and the number of the longest token of `word` from `start` on, or -1 as its number."""
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            number = self._vocabulary.get(mark + word[start:end], -1)
            if number >= 0:
                return end, number
        return start, -1


def _plain(text: str) -> str:
    """Return `text` in lower case and without accents, as the vocabulary is."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
