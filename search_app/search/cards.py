"""What a result shows of an entry; its words lie in arrays, so that finding some of them takes no look at the text."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.glossary.render import Entry
from search_app.search.analysis import Word, words
from search_app.search.tables import Records, map_file, read_array, write_array, write_numbers


class Part(Struct, frozen=True, array_like=True, gc=False):
    """A name, an alias, a way people ask, or a passage; `words` counts the words in it."""

    kind: str
    anchor: str
    text: str
    words: int


class Card(Struct, frozen=True, array_like=True, gc=False):
    """An entry as a result shows it; `parts` begin with its name."""

    slug: str
    name: str
    categories: tuple[str, ...]
    updated: str
    summary: str
    parts: tuple[Part, ...]


class Match(NamedTuple):
    """A word looked for: its number among the words of the entry, its stem, and where it stands in its part."""

    word: int
    stem: int
    start: int
    end: int


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


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "name", "", entry.name
    yield from (("alias", "", alias) for alias in entry.aliases)
    yield from (("asked_as", "", asked) for asked in entry.asked_as)
    for passage in entry.passages:
        yield passage.kind, "" if passage.kind == "definition" else passage.anchor, passage.text


def write_cards(folder: Path, tokenized: Iterable[Tokenized], number_of: Mapping[str, int]) -> None:
    """Write the cards of entries; `number_of` gives each stem its number."""
    stems, spans, starts = array("I"), array("I"), array("q", [0])

    def cards() -> Iterator[Card]:
        for each in tokenized:
            for *_, found in each.parts:
                stems.extend([number_of[word.stem] for word in found])
                spans.extend([at for word in found for at in (word.start, word.end)])
            starts.append(len(stems))
            yield _card(each)

    Records.write(folder, "cards", cards())
    write_array(folder, "cards.stems", stems, np.uint32)
    write_numbers(folder / "cards.spans", spans)
    write_numbers(folder / "cards.starts", starts)


def _card(tokenized: Tokenized) -> Card:
    entry = tokenized.entry
    parts = tuple(Part(kind, anchor, text, len(found)) for kind, anchor, text, found in tokenized.parts)
    return Card(entry.slug, entry.name, entry.categories, entry.updated, entry.summary, parts)


class Cards:
    """The cards of a generation, by ordinal."""

    def __init__(self, folder: Path) -> None:
        self._records = Records(folder, "cards", Card)
        self._starts = map_file(folder / "cards.starts").cast("q")
        self._stems = read_array(folder, "cards.stems")
        self._spans = map_file(folder / "cards.spans").cast("I")

    def __getitem__(self, ordinal: int) -> Card:
        card: Card = self._records[ordinal]
        return card

    def stems(self, ordinal: int) -> npt.NDArray[Any]:
        """Return the stem of each word of an entry."""
        return self._stems[self._starts[ordinal] : self._starts[ordinal + 1]]

    def matches(self, ordinals: Sequence[int], wanted: Collection[int]) -> list[list[Match]]:
        """Return for each entry its words whose stem is wanted, in order; all entries are looked through at once."""
        found: list[list[Match]] = [[] for _ in ordinals]
        if not ordinals or not wanted:
            return found
        texts = [self.stems(ordinal) for ordinal in ordinals]
        stems = np.concatenate(texts)
        places = _is_any(stems, wanted).nonzero()[0]
        owner, first, end = -1, 0, 0
        for place, stem in zip(places.tolist(), stems[places].tolist(), strict=True):
            while place >= end:
                owner += 1
                first, end = end, end + len(texts[owner])
            word = place - first
            at = 2 * (self._starts[ordinals[owner]] + word)
            found[owner].append(Match(word, stem, self._spans[at], self._spans[at + 1]))
        return found


def _is_any(values: npt.NDArray[Any], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Say of each value whether it is wanted; for the few that a query has, comparing beats sorting."""
    chosen = np.zeros(len(values), dtype=bool)
    for value in wanted:
        chosen |= values == value
    return chosen
