"""Text -> tokens, the same for indexing, querying and highlighting.

A token is a word in its normal form (without case and accents) and its stem. Words joined by a hyphen, a slash or
brackets give their parts and, at the position of the first part, the joined word: `co-pay` is found as `co pay` and
`copay`, `401(k)` as `401k`. No word is dropped here: names such as "K" and phrases such as "right to work" need them
all; queries drop stop words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

_COMPOUND = re.compile(r"[^\W_]+(?:['’‘(/&.)_‐-]{1,2}[^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")


class Word(Struct, frozen=True, array_like=True, gc=False):
    """A token: `surface` is the normal form, `stem` the indexed form; it was read from `text[start:end]`."""

    stem: str
    surface: str
    position: int
    start: int
    end: int


def tokenizer(normal_form: Callable[[str], str], stem: Callable[[str], str]) -> Callable[[str], Iterator[Word]]:
    """Return a function that yields the words of a text in order, given the normal form and the stem of a word."""

    def words(text: str) -> Iterator[Word]:
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

    return words
