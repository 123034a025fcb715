"""Fold words, so that spellings of one word are equal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from search_app.language.characters import INVISIBLE

CACHED = 50_000  # words whose forms are remembered: those that come often, in any collection

_APOSTROPHE = re.compile("['’‘ʼ＇]")

# Letters without a decomposition, as people type them plainly. Case is folded before, accents are removed after.
_PLAIN_LETTERS = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ƚ": "l", "đ": "d", "ð": "d", "ɖ": "d", "ɗ": "d", "ħ": "h",
        "þ": "th", "ŋ": "n", "ŧ": "t", "ı": "i", "ȷ": "j", "ĸ": "k", "ƙ": "k", "ƒ": "f", "ƀ": "b", "ɓ": "b",
        "ɨ": "i", "ʉ": "u", "ə": "e", "ǝ": "e", "ɛ": "e", "ɔ": "o", "ɣ": "g", "ǥ": "g", "ƴ": "y", "ƶ": "z",
    }
)  # fmt: skip
# Marks that are letters rather than accents: vowels and signs of Indic and Southeast Asian scripts, voicing of kana.
_KEPT_MARK = re.compile("[\u0900-\u18af\u3099\u309a]")


def fold(text: str) -> str:
    """Return `text` without case, accents and invisible characters: `Café` becomes `cafe`, `Łódź` `lodz`."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = INVISIBLE.sub("", decomposed.translate(_PLAIN_LETTERS))
    kept = "".join([char for char in plain if not unicodedata.combining(char) or _KEPT_MARK.match(char)])
    return unicodedata.normalize("NFC", kept)


def normalizer(clitic: re.Pattern[str]) -> Callable[[str], str]:
    """Return a function that folds a word and drops its apostrophes and `clitic`, such as the English `'s`."""

    @lru_cache(maxsize=CACHED)
    def normal_form(written: str) -> str:
        return _APOSTROPHE.sub("", fold(clitic.sub("", written)))

    return normal_form
