"""The common words of Spanish, from the word frequencies that pyspellchecker comes with."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

from search_app.language.folding import fold
from search_app.language.language import word_table

LEAST_FREQUENT = 100  # occurrences in those texts; among rarer words there are many misspellings
# Words that are said in the United States, and not there.
_SAID_HERE = word_table("ahorita aseguranza biles bos chamba chequear jale lonche nomas parquear taxes troca yarda")


@cache
def spanish_words() -> tuple[str, ...]:
    """Return the common words of Spanish, with the plurals of those that end with a vowel, folded and sorted."""
    found = SpellChecker(language="es").word_frequency.dictionary.items()
    common = {fold(word) for word, count in found if count >= LEAST_FREQUENT} | _SAID_HERE
    common |= {f"{word}s" for word in common if word.endswith(("a", "e", "o"))}
    return tuple(sorted(word for word in common if word.isascii() and word.isalpha()))
