"""This engine and others behind one protocol, each doing the same work for a query.

The work: the ten best entries with stored name and URL, the count of each category over all that was found, and for
each of the ten a passage with the words marked. A search looks for all words; when fewer than ten entries hold them
all, for any. That is what this engine does by itself; the others are asked twice. They get the query without this
engine's stop words, so that none is slow only because it counts every entry that holds "the". A keystroke wants eight
names with URLs.

What an engine cannot do it leaves out, which makes it faster, not slower; its docstring says what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol, TypedDict

from search_app.language.english import ENGLISH

SHOWN = 10
SUGGESTED = 8
MAX_CATEGORIES = 10_000
BOOSTS = {"name": 4.0, "aliases": 3.0, "definition": 1.0, "examples": 0.5}

_WORD = re.compile(r"[^\W_]+")


class Row(TypedDict):
    """One entry of a collection, as the benchmark's files have it."""

    id: str
    name: str
    aliases: list[str]
    category: str
    definition: str
    examples: list[str]


class Shape(Enum):
    """How the words of a query belong together."""

    PLAIN = "plain"
    PHRASE = "phrase"
    EITHER = "either"
    WITHOUT = "without"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    """A query: `text` as a visitor types it here, `words` and `shape` for engines with another syntax."""

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
    """What was found: name, URL and marked passage of the best, counts by category."""

    hits: Sequence[tuple[str, str, str]]
    facets: Mapping[str, int] = field(default_factory=dict)


class EngineAdapter(Protocol):
    """An engine that can be measured."""

    title: str

    @property
    def version(self) -> str: ...

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        """Index `rows` in the empty `folder` and open the index."""
        ...

    def search(self, asked: BenchmarkQuery) -> EngineResult: ...

    def suggest(self, asked: BenchmarkQuery) -> EngineResult:
        """Return names that complete what was typed so far."""
        ...


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of `text` in lower case, of which no engine's syntax makes anything else."""
    return tuple(_WORD.findall(text.lower()))
