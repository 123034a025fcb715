"""Stems by Snowball's algorithms (M. F. Porter, 2001), from PyStemmer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

import Stemmer

from search_app.language.folding import CACHED


def snowball(
    algorithm: str, respell: Callable[[str], str], stems: Mapping[str, str] = MappingProxyType({})
) -> Callable[[str], str]:
    """Return the stemmer of a language; `respell` brings a word to the spelling that the glossary uses.

    Numbers and words of one or two letters are their own stems, except those in `stems`. A stem there that is a word is
    stemmed itself.
    """
    stemmer = Stemmer.Stemmer(algorithm)
    stemmer.maxCacheSize = 0  # the cache below serves words, not the stems of the last ten thousand

    @lru_cache(maxsize=CACHED)
    def stem(surface: str) -> str:
        surface = stems.get(surface, surface)
        if len(surface) < 3 or not surface.isalpha():
            return surface
        return str(stemmer.stemWord(respell(surface)))

    return stem
