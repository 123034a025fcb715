"""The common words of English, from the word frequencies that pyspellchecker comes with."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

LEAST_FREQUENT = 100  # occurrences in pyspellchecker's texts; among rarer words there are many misspellings


@cache
def english_words() -> tuple[str, ...]:
    """Return the common words of English, folded and sorted."""
    found = SpellChecker(language="en").word_frequency.dictionary.items()
    return tuple(sorted(word for word, count in found if count >= LEAST_FREQUENT and word.isascii() and word.isalpha()))
