"""The protocol that every engine implements, and the work it does for a query.

A search returns the ten best entries with stored name and URL, the count of each category over all matches, and a
passage with marked words for each of the ten. It looks for all words, and for any if fewer than ten entries match. This
engine falls back by itself; the others are called twice. They get the query without this engine's stop words, so that
none is slow only because it counts every entry that contains "the". A suggestion returns eight names with URLs.

An engine leaves out what it cannot do, which makes it faster, not slower; its docstring names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol, TypedDict, runtime_checkable

from search_app.language.english import ENGLISH

SHOWN = 10
SUGGESTED = 8
BOOSTS = {"name": 4.0, "aliases": 3.0, "definition": 1.0, "examples": 0.5}

_WORD = re.compile(r"[^\W_]+")


class Row(TypedDict):
    """An entry of a collection."""

    id: str
    name: str
    aliases: list[str]
    category: str
    definition: str
    examples: list[str]


class Shape(Enum):
    """How the words of a query are combined."""

    PLAIN = "plain"
    PHRASE = "phrase"
    EITHER = "either"
    WITHOUT = "without"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """A query: `text` in this engine's syntax, `words` and `shape` for engines with another syntax."""

    text: str
    words: tuple[str, ...]
    shape: Shape = Shape.PLAIN

    @classmethod
    def plain(cls, text: str) -> BenchmarkQuery:
        found = words_of(text)
        return cls(text, tuple(word for word in found if word not in ENGLISH.stop_words) or found)

    @classmethod
    def prefix(cls, text: str) -> BenchmarkQuery:
        return cls(text, words_of(text), Shape.PREFIX)


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The best entries (name, URL, marked passage), and counts by category over all matches."""

    hits: Sequence[tuple[str, str, str]]
    facets: Mapping[str, int] = field(default_factory=dict)


class EngineAdapter(Protocol):
    """An engine to measure."""

    title: str

    @property
    def version(self) -> str: ...

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        """Index `rows` in the empty `folder` and open the index."""
        ...

    def search(self, query: BenchmarkQuery) -> EngineResult: ...

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        """Return names that complete the typed prefix."""
        ...


@runtime_checkable
class RemoteEngine(Protocol):
    """An engine that stores what it indexes on a server."""

    def remote_bytes(self) -> int:
        """Return the size of what is stored there."""
        ...

    def close(self) -> None:
        """Remove it."""
        ...


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case; none of them is an operator in any engine's syntax."""
    return tuple(_WORD.findall(text.lower()))
