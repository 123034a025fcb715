"""What a result shows of an entry; its words lie in arrays, so that finding some of them takes no look at the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.search.storage.arrays import read_array
from search_app.search.storage.files import map_file
from search_app.search.storage.records import Records

FEW = 12  # stems


class Field(Struct, frozen=True, array_like=True, gc=False):
    """A name, an alias, a way people ask, or a passage; `words` counts the words in it."""

    kind: str
    anchor: str
    text: str
    words: int


class Document(Struct, frozen=True, array_like=True, gc=False):
    """An entry as a result shows it; `fields` begin with its name."""

    slug: str
    name: str
    categories: tuple[str, ...]
    updated: str
    summary: str
    fields: tuple[Field, ...]


Match = tuple[int, int, int, int]  # a word looked for: its number in the entry, its stem, beginning and end in its part


class TokenBatch(NamedTuple):
    """Words of several entries in one row: whose each is, the numbers of its stem and its form, and its sentence."""

    lengths: npt.NDArray[Any]
    average_length: float  # of all entries
    owners: npt.NDArray[Any]
    stems: npt.NDArray[Any]
    words: npt.NDArray[Any]
    sentences: npt.NDArray[Any]


class DocumentStore:
    """The cards of a generation, by ordinal."""

    def __init__(self, folder: Path) -> None:
        self._records = Records(folder, "cards", Document)
        self._starts = map_file(folder / "cards.starts").cast("q")
        self._stems = read_array(folder, "cards.stems")
        self._words = read_array(folder, "cards.words")
        self._sentences = read_array(folder, "cards.sentences")
        self._named = read_array(folder, "cards.named")  # of each entry: its first words, which are those of its names
        self._spans = map_file(folder / "cards.spans").cast("I")

    def __getitem__(self, ordinal: int) -> Document:
        card: Document = self._records[ordinal]
        return card

    def all_of(self, ordinals: Iterable[int]) -> list[Document]:
        """Return the cards of several entries."""
        return self._records.all_of(ordinals)

    def stems(self, ordinal: int) -> npt.NDArray[Any]:
        """Return the stem of each word of an entry."""
        return self._stems[self._starts[ordinal] : self._starts[ordinal + 1]]

    def texts(self, ordinals: Sequence[int]) -> TokenBatch:
        """Return the words of entries, one entry after the other."""
        places = [slice(self._starts[ordinal], self._starts[ordinal + 1]) for ordinal in ordinals]
        lengths = np.asarray([place.stop - place.start for place in places])
        return TokenBatch(
            lengths,
            len(self._stems) / (len(self._starts) - 1),
            np.repeat(np.arange(len(places)), lengths),
            np.concatenate([self._stems[place] for place in places]),
            np.concatenate([self._words[place] for place in places]),
            np.concatenate([self._sentences[place] for place in places]),
        )

    def hold_together(self, ordinals: Sequence[int], groups: Sequence[Sequence[int]]) -> list[bool]:
        """Say of each entry whether a sentence of it holds a stem of every group."""
        return [self._holds_together(ordinal, groups) for ordinal in ordinals]

    def _holds_together(self, ordinal: int, groups: Sequence[Sequence[int]]) -> bool:
        place = slice(self._starts[ordinal], self._starts[ordinal + 1])
        stems, sentences = self._stems[place], self._sentences[place]
        holding = [set(sentences[is_any(stems, group)].tolist()) for group in groups]
        return bool(set.intersection(*holding))

    def names_of_one_word(self, ordinals: Sequence[int]) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
        """Return the names of entries that are one word: whose each is, the numbers of its stem and its form."""
        counts = self._named[ordinals].tolist()
        starts = [self._starts[ordinal] for ordinal in ordinals]
        places = [slice(start, start + count) for start, count in zip(starts, counts, strict=True)]
        owners = np.repeat(np.arange(len(places)), counts)
        names = np.concatenate([self._sentences[place] for place in places])  # each name is a sentence by itself
        begins = np.ones(len(names) + 1, dtype=bool)
        begins[1:-1] = (names[1:] != names[:-1]) | (owners[1:] != owners[:-1])
        alone = (begins[:-1] & begins[1:]).nonzero()[0]
        stems = np.concatenate([self._stems[place] for place in places])[alone]
        return owners[alone], stems, np.concatenate([self._words[place] for place in places])[alone]

    def matches(self, ordinals: Sequence[int], wanted: Collection[int]) -> list[list[Match]]:
        """Return for each entry its words whose stem is wanted, in order; all entries are looked through at once."""
        found: list[list[Match]] = [[] for _ in ordinals]
        if not ordinals or not wanted:
            return found
        starts, spans = self._starts, self._spans
        bounds = [(starts[ordinal], starts[ordinal + 1]) for ordinal in ordinals]
        stems = np.concatenate([self._stems[start:end] for start, end in bounds])
        places = is_any(stems, wanted).nonzero()[0]
        owner, first, last = -1, 0, 0  # of the entry whose words `stems` holds from `first` to `last`
        for place, number in zip(places.tolist(), stems.take(places).tolist(), strict=True):
            while place >= last:
                owner += 1
                start, end = bounds[owner]
                first, last = last, last + end - start
            word = place - first
            at = 2 * (start + word)
            found[owner].append((word, number, spans[at], spans[at + 1]))
        return found


def is_any(values: npt.NDArray[Any], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Say of each value whether it is wanted; for the few that most queries have, comparing beats sorting."""
    if not 0 < len(wanted) <= FEW:
        return np.isin(values, np.fromiter(wanted, values.dtype, len(wanted)))
    first, *others = wanted
    chosen: npt.NDArray[np.bool_] = values == first
    for value in others:
        chosen |= values == value
    return chosen
