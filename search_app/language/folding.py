"""Fold words, so that spellings of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_APOSTROPHE = re.compile("['’‘]")


def fold(text: str) -> str:
    """Return `text` without case and accents: `Café` and `CAFE` become `cafe`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def normalizer(clitic: re.Pattern[str]) -> Callable[[str], str]:
    """Return a function that folds a word and drops its apostrophes and `clitic`, such as the English `'s`."""

    @lru_cache(maxsize=200_000)
    def normal_form(written: str) -> str:
        return _APOSTROPHE.sub("", fold(clitic.sub("", written)))

    return normal_form
