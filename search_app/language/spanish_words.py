"""The common words of Spanish, from the word frequencies that pyspellchecker comes with."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

from search_app.language.folding import fold

LEAST_FREQUENT = 100  # occurrences in pyspellchecker's texts; among rarer words there are many misspellings


@cache
def spanish_words() -> tuple[str, ...]:
    """Return the common words of Spanish, folded and sorted."""
    found = SpellChecker(language="es").word_frequency.dictionary.items()
    common = {fold(word) for word, count in found if count >= LEAST_FREQUENT}
    return tuple(sorted(word for word in common if word.isascii() and word.isalpha()))
