"""Plain queries: the words of a text, without operators."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from msgspec import Struct

from search_app.language.language import Language
from search_app.language.tokens import Word

Items = TypeVar("Items", tuple[Word, ...], tuple[str, ...])

_LIST_MARKER = re.compile(r"\s*\d{1,2}[.)]\s+(?=\w)")  # pasted from a list: `1. Copayment`


class PlainQuery(Struct, frozen=True):
    """The words of a query: all of them, and its content words (all, if every one is a stop word).

    `readings` are other readings of words: joined, without sign, or as written where the word is a number.
    """

    text: str
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    readings: tuple[Word, ...] = ()

    @property
    def content_text(self) -> str:
        return " ".join([word.surface for word in self.content])


def parse_plain(text: str, language: Language) -> PlainQuery:
    """Return the words of `text`; their other readings come in with the stem alternatives."""
    found: list[Word] = []
    marker = _LIST_MARKER.match(text)
    begin = marker.end() if marker else 0
    readings: list[Word] = []
    for word in language.words(text):
        if word.surface and word.start >= begin:
            (readings if found and found[-1].position == word.position else found).append(word)
    content = tuple([word for word in found if word.surface not in language.stop_words])
    return PlainQuery(text, tuple(found), content or tuple(found), tuple(readings))


def runs(found: Items, shortest: int, longest: int) -> Iterator[Items]:
    """Yield all runs of `shortest` to `longest` words (or stems), short ones first."""
    for length in range(shortest, min(longest, len(found)) + 1):
        for start in range(len(found) - length + 1):
            yield found[start : start + length]
