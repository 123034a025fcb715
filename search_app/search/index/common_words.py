"""The common words of the language: words that the glossary may lack and that are no misspellings."""

from __future__ import annotations

from pathlib import Path

from search_app.language.language import Language
from search_app.search.storage.strings import HashDictionary, write_hashed_strings

_FILE = "common_words"


def write_common_words(folder: Path, language: Language) -> None:
    """Write the common words of the language."""
    write_hashed_strings(folder, _FILE, language.common_words())


class CommonWords:
    """The common words of the language of a generation."""

    def __init__(self, folder: Path) -> None:
        self._words = HashDictionary(folder, _FILE)

    def __contains__(self, word: str) -> bool:
        return self._words.find(word) >= 0
