"""Text -> tokens, the same for indexing, querying and highlighting.

A token is a word without case and accents, in American spelling, stemmed (Porter's English stemmer in its Snowball
version, from PyStemmer). Words joined by a hyphen, a slash or brackets give their parts and, at the place of the first
part, the joined word: `co-pay` is found as `co pay` and `copay`, `401(k)` as `401k`. No word is dropped
here: names such as "K" and phrases such as "right to work" need them all; queries drop stop words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer
from msgspec import Struct

from search_app.language.english_spelling import american
from search_app.language.folding import fold

_COMPOUND = re.compile(r"[^\W_]+(?:['’‘(/&.)_‐-]{1,2}[^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_APOSTROPHE = re.compile("['’‘]")
_POSSESSIVE = re.compile("['’‘]s$", re.IGNORECASE)

_stemmer = Stemmer.Stemmer("english")
_stemmer.maxCacheSize = 0  # the cache below serves words, not stems of the last ten thousand


class Word(Struct, frozen=True, array_like=True, gc=False):
    """`surface` is the folded word, `stem` what the index holds; `text[start:end]` is where it stood."""

    stem: str
    surface: str
    position: int
    start: int
    end: int


@lru_cache(maxsize=200_000)
def stem(surface: str) -> str:
    """Return the stem of a folded word; numbers and words of one or two letters are their own."""
    if len(surface) < 3 or not surface.isalpha():
        return surface
    return str(_stemmer.stemWord(american(surface)))


@lru_cache(maxsize=200_000)
def normal_form(written: str) -> str:
    """Return a word as it stood in a text, folded and without possessive ending and apostrophes."""
    return _APOSTROPHE.sub("", fold(_POSSESSIVE.sub("", written)))


def words(text: str) -> Iterator[Word]:
    """Yield the words of `text` in order; the joined form of a compound follows its first part."""
    position = 0
    for compound in _COMPOUND.finditer(text):
        if compound[0].isalnum():
            surface = normal_form(compound[0])
            yield Word(stem(surface), surface, position, *compound.span())
            position += 1
            continue
        parts = list(_PART.finditer(text, compound.start(), compound.end()))
        for number, part in enumerate(parts):
            surface = normal_form(part[0])
            yield Word(stem(surface), surface, position, part.start(), part.end())
            if not number and len(parts) > 1:
                joined = "".join(normal_form(each[0]) for each in parts)
                yield Word(stem(joined), joined, position, compound.start(), compound.end())
            position += 1
