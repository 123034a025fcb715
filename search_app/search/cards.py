"""What a result shows of an entry; its words lie in arrays, so that finding some of them takes no look at the text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.glossary.render import Entry
from search_app.search.analysis import Word, stem, words
from search_app.search.tables import (
    Records,
    RecordWriter,
    encoded,
    map_file,
    read_array,
    write_array,
    write_numbers,
)

_SENTENCE_END = re.compile(r"[.!?][\"')\]’”]*\s")
FEW = 12  # stems
NAMES = ("name", "alias")
_LAST_SENTENCE = 2**16 - 1  # of an entry: what follows counts as one


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


Match = tuple[int, int, int, int]  # a word looked for: its number in the entry, its stem, beginning and end in its part


class Texts(NamedTuple):
    """Words of several entries in one row: whose each is, the numbers of its stem and its form, and its sentence."""

    lengths: npt.NDArray[Any]
    average_length: float  # of all entries
    owners: npt.NDArray[Any]
    stems: npt.NDArray[Any]
    words: npt.NDArray[Any]
    sentences: npt.NDArray[Any]


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


class Forms(NamedTuple):
    """Every word of every entry in one row: the number of its form, and whether it stands in a name."""

    words: list[str]  # the forms, by their number
    numbers: npt.NDArray[np.uint32]
    named: npt.NDArray[np.bool_]
    owners: npt.NDArray[np.int64]  # ordinals of the entries


class CardWriter:
    """Writes the cards of entries as they come, and numbers their words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records = RecordWriter(folder, "cards")
        self._numbers: dict[str, int] = {}
        self._forms, self._spans, self._sentences = array("I"), array("I"), array("H")
        self._named, self._starts = array("B"), array("q", [0])

    def add(self, tokenized: Tokenized) -> None:
        """Write one card."""
        numbers, sentence = self._numbers, 0
        for kind, _, text, found in tokenized.parts:
            self._forms.extend([numbers.setdefault(word.surface, len(numbers)) for word in found])
            self._spans.extend([at for word in found for at in (word.start, word.end)])
            self._named.extend([kind in NAMES] * len(found))
            ends = [end.end() for end in _SENTENCE_END.finditer(text)]
            places = [bisect_right(ends, word.start) for word in found] if ends else [0] * len(found)
            self._sentences.extend([min(sentence + place, _LAST_SENTENCE) for place in places])
            sentence += len(ends) + 1
        self._starts.append(len(self._forms))
        self._records.add(_card(tokenized))

    def close(self) -> Forms:
        """Write where words stand, and return what they are; `write_words` is still to come."""
        self._records.close()
        write_numbers(self._folder / "cards.spans", self._spans)
        write_numbers(self._folder / "cards.starts", self._starts)
        write_array(self._folder, "cards.sentences", self._sentences, np.uint16)
        words = sorted(self._numbers, key=encoded)
        place = np.empty(len(words), dtype=np.uint32)  # of each form, numbered as they came, in the sorted ones
        place[[self._numbers[word] for word in words]] = np.arange(len(words))
        lengths = np.diff(np.asarray(self._starts))
        named, owners = np.asarray(self._named, dtype=bool), np.repeat(np.arange(len(lengths)), lengths)
        write_array(self._folder, "cards.named", np.bincount(owners[named], minlength=len(lengths)), np.int32)
        return Forms(words, place[np.asarray(self._forms)] if words else place, named, owners)


def write_words(folder: Path, forms: Forms, stem_numbers: Mapping[str, int]) -> None:
    """Write which words stand in the cards, as forms and as stems."""
    stems = np.asarray([stem_numbers[stem(word)] for word in forms.words], dtype=np.uint32)
    write_array(folder, "cards.words", forms.numbers, np.uint32)
    write_array(folder, "cards.stems", stems[forms.numbers], np.uint32)


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
        self._words = read_array(folder, "cards.words")
        self._sentences = read_array(folder, "cards.sentences")
        self._named = read_array(folder, "cards.named")  # of each entry: its first words, which are those of its names
        self._spans = map_file(folder / "cards.spans").cast("I")

    def __getitem__(self, ordinal: int) -> Card:
        card: Card = self._records[ordinal]
        return card

    def stems(self, ordinal: int) -> npt.NDArray[Any]:
        """Return the stem of each word of an entry."""
        return self._stems[self._starts[ordinal] : self._starts[ordinal + 1]]

    def texts(self, ordinals: Sequence[int]) -> Texts:
        """Return the words of entries, one entry after the other."""
        places = [slice(self._starts[ordinal], self._starts[ordinal + 1]) for ordinal in ordinals]
        lengths = np.asarray([place.stop - place.start for place in places])
        return Texts(
            lengths,
            len(self._stems) / (len(self._starts) - 1),
            np.repeat(np.arange(len(places)), lengths),
            np.concatenate([self._stems[place] for place in places]),
            np.concatenate([self._words[place] for place in places]),
            np.concatenate([self._sentences[place] for place in places]),
        )

    def names(self, ordinals: Sequence[int]) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the words in the names of entries: whose each is, the numbers of its stem and its form."""
        counts = self._named[ordinals].tolist()
        starts = [self._starts[ordinal] for ordinal in ordinals]
        places = [slice(start, start + count) for start, count in zip(starts, counts, strict=True)]
        owners = np.repeat(np.arange(len(places)), counts)
        stems = np.concatenate([self._stems[place] for place in places])
        return owners, stems, np.concatenate([self._words[place] for place in places])

    def matches(self, ordinals: Sequence[int], wanted: Collection[int]) -> list[list[Match]]:
        """Return for each entry its words whose stem is wanted, in order; all entries are looked through at once."""
        found: list[list[Match]] = [[] for _ in ordinals]
        if not ordinals or not wanted:
            return found
        texts = [self.stems(ordinal) for ordinal in ordinals]
        stems = np.concatenate(texts)
        places = _is_any(stems, wanted).nonzero()[0]
        owner, first, end = -1, 0, 0
        for place, number in zip(places.tolist(), stems[places].tolist(), strict=True):
            while place >= end:
                owner += 1
                first, end = end, end + len(texts[owner])
            word = place - first
            at = 2 * (self._starts[ordinals[owner]] + word)
            found[owner].append((word, number, self._spans[at], self._spans[at + 1]))
        return found


def _is_any(values: npt.NDArray[Any], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Say of each value whether it is wanted; for the few that most queries have, comparing beats sorting."""
    if len(wanted) > FEW:
        return np.isin(values, np.fromiter(wanted, values.dtype, len(wanted)))
    chosen = np.zeros(len(values), dtype=bool)
    for value in wanted:
        chosen |= values == value
    return chosen
