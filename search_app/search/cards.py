"""What a result shows of an entry, tokenized when the index is built, so that finding words in it is a lookup."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from msgspec import Struct

from search_app.glossary.render import Entry
from search_app.search.analysis import Word, words


class Part(Struct, frozen=True, gc=False):
    """A name, an alias, a way people ask, or a passage, with its words.

    `stems` holds the number of each word's stem (unsigned 32 bits), `spans` its beginning and end in `text`.
    """

    kind: str
    anchor: str
    text: str
    stems: bytes
    spans: bytes

    def matches(self, wanted: Collection[int]) -> list[tuple[int, int, int]]:
        """Return stem, beginning and end of the words in `wanted`, left to right, overlapping ones once."""
        found: list[tuple[int, int, int]] = []
        spans = memoryview(self.spans).cast("I")
        for number, stem in enumerate(memoryview(self.stems).cast("I")):
            if stem in wanted:
                start = spans[2 * number]
                if not found or start >= found[-1][2]:
                    found.append((stem, start, spans[2 * number + 1]))
        return found


class Card(Struct, frozen=True, gc=False):
    """An entry as a result shows it; `parts` begin with its name."""

    slug: str
    name: str
    categories: tuple[str, ...]
    updated: str
    summary: str
    parts: tuple[Part, ...]


class Words(Struct, frozen=True, array_like=True, gc=False):
    """The words of each part of an entry, in order; kept with a generation, so that the next build need not look."""

    parts: tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class Tokenized:
    """An entry with the words of each of its parts: kind, anchor, text, words."""

    entry: Entry
    parts: tuple[tuple[str, str, str, tuple[Word, ...]], ...]

    @property
    def words(self) -> Words:
        return Words(tuple(found for _, _, _, found in self.parts))


def tokenize(entry: Entry, known: Words | None = None) -> Tokenized:
    """Return `entry` with its words, `known` from an earlier build or looked for now."""
    texts = list(_texts(entry))
    found = known.parts if known else (tuple(words(text)) for _, _, text in texts)
    return Tokenized(entry, tuple((*text, each) for text, each in zip(texts, found, strict=True)))


def card_of(tokenized: Tokenized, number_of: dict[str, int]) -> Card:
    """Return the card of an entry; `number_of` gives each stem its number."""
    entry = tokenized.entry
    parts = tuple(
        Part(
            kind,
            anchor,
            text,
            np.fromiter((number_of[word.stem] for word in found), np.uint32, len(found)).tobytes(),
            np.fromiter((at for word in found for at in (word.start, word.end)), np.uint32, 2 * len(found)).tobytes(),
        )
        for kind, anchor, text, found in tokenized.parts
    )
    return Card(entry.slug, entry.name, entry.categories, entry.updated, entry.summary, parts)


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "name", "", entry.name
    yield from (("alias", "", alias) for alias in entry.aliases)
    yield from (("asked_as", "", asked) for asked in entry.asked_as)
    for passage in entry.passages:
        yield passage.kind, "" if passage.kind == "definition" else passage.anchor, passage.text
