"""Stored documents with their tokens as arrays: highlighting and reranking never tokenize text again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from search_app.search.storage.arrays import read_array, read_buffer, read_offsets
from search_app.search.storage.records import Records

MARKED_UP_TO = 255  # characters of a word that are marked
DECODED = 1024  # documents of a small collection, which are decoded once; of a larger one few are asked for twice
FEW = 12  # wanted values up to which comparing with each is faster than sorting


class Field(Struct, frozen=True, array_like=True, gc=False):
    """A name, an alias, a phrasing or a passage of an entry; `end` is the number of the entry's words up to its end."""

    kind: str
    anchor: str
    text: str
    end: int


class Document(Struct, frozen=True, array_like=True, gc=False):
    """What results show of an entry, as it is stored.

    names: how many of the fields are names and phrasings, before the passages; the first is the name.
    summary_or_length: the summary, or how many letters of the first passage are it.
    """

    slug: str
    categories: tuple[str, ...]
    updated: str
    names: int
    summary_or_length: int | str
    fields: tuple[Field, ...]

    @classmethod
    def of(
        cls, slug: str, categories: tuple[str, ...], updated: str, summary: str, fields: tuple[Field, ...], names: int
    ) -> Document:
        """Return a document with a summary, which is mostly the beginning of its first passage."""
        first = fields[names].text if len(fields) > names else ""
        return cls(slug, categories, updated, names, len(summary) if first.startswith(summary) else summary, fields)

    @property
    def name(self) -> str:
        return self.fields[0].text

    @property
    def summary(self) -> str:
        if isinstance(self.summary_or_length, str):
            return self.summary_or_length
        return self.fields[self.names].text[: self.summary_or_length] if self.summary_or_length else ""


Match = tuple[int, int, int, int]  # a matching word: its number in the entry, its stem, start and end in its part


class TokenBatch(NamedTuple):
    """Words of several entries in one array: the place of each one's entry, its stem, form and sentence, as numbers."""

    lengths: npt.NDArray[Any]
    average_length: float  # over all entries
    owners: npt.NDArray[Any]
    stems: npt.NDArray[Any]
    words: npt.NDArray[Any]
    sentences: npt.NDArray[Any]


class DocumentRecords(Records):
    """The documents of a generation or a part of one, by ordinal, without their words."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "documents", Document)


class DocumentStore(DocumentRecords):
    """The documents of a generation, by ordinal, and their words."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._decoded: dict[int, Document] | None = {} if len(self) <= DECODED else None
        self._starts = read_offsets(folder / "documents.starts")
        self._stem_of = read_array(folder, "lexicon.entry")  # of each word
        self._words = read_array(folder, "documents.words")
        self._sentences = read_array(folder, "documents.sentences")
        self._word_starts = read_buffer(folder, "documents.word_starts")
        self._word_lengths = read_buffer(folder, "documents.word_lengths")

    def all_of(self, numbers: Iterable[int]) -> list[Any]:
        """Return the documents of the entries with these ordinals."""
        decoded = self._decoded
        if decoded is None:
            return super().all_of(numbers)
        return [decoded.get(number) or decoded.setdefault(number, self[number]) for number in numbers]

    def stems(self, ordinal: int) -> npt.NDArray[Any]:
        """Return the stem of each word of an entry."""
        return self._stem_of.take(self._words[self._starts[ordinal] : self._starts[ordinal + 1]])

    def spans(self, ordinal: int) -> npt.NDArray[np.uint32]:
        """Return the start and the end of each word of an entry in its part."""
        place = slice(self._starts[ordinal], self._starts[ordinal + 1])
        starts = np.asarray(self._word_starts[place], np.uint32)
        return np.column_stack((starts, starts + np.asarray(self._word_lengths[place]))).ravel()

    def tokens(self, ordinals: Sequence[int]) -> TokenBatch:
        """Return the words of entries, entry by entry."""
        places = [slice(self._starts[ordinal], self._starts[ordinal + 1]) for ordinal in ordinals]
        lengths = np.asarray([place.stop - place.start for place in places])
        words = np.concatenate([self._words[place] for place in places])
        return TokenBatch(
            lengths,
            len(self._words) / (len(self._starts) - 1),
            np.repeat(np.arange(len(places)), lengths),
            self._stem_of.take(words),
            words,
            np.concatenate([self._sentences[place] for place in places]),
        )

    def hold_together(self, ordinals: Sequence[int], groups: Sequence[Sequence[int]]) -> list[bool]:
        """Return for each entry whether one of its sentences contains a stem of every group."""
        return [self._holds_together(ordinal, groups) for ordinal in ordinals]

    def _holds_together(self, ordinal: int, groups: Sequence[Sequence[int]]) -> bool:
        place = slice(self._starts[ordinal], self._starts[ordinal + 1])
        stems, sentences = self._stem_of.take(self._words[place]), self._sentences[place]
        holding = [set(sentences[is_any(stems, group)].tolist()) for group in groups]
        return bool(set.intersection(*holding))

    def matches(self, ordinals: Sequence[int], wanted: Collection[int]) -> list[list[Match]]:
        """Return for each entry its words with a wanted stem, in order; all entries are scanned in one pass."""
        found: list[list[Match]] = [[] for _ in ordinals]
        if not ordinals or not wanted:
            return found
        starts, word_starts, word_lengths = self._starts, self._word_starts, self._word_lengths
        bounds = [(starts[ordinal], starts[ordinal + 1]) for ordinal in ordinals]
        stems = self._stem_of.take(np.concatenate([self._words[start:end] for start, end in bounds]))
        places = is_any(stems, wanted).nonzero()[0]
        owner, first, last = -1, 0, 0  # `stems[first:last]` belong to entry number `owner`
        for place, number in zip(places.tolist(), stems.take(places).tolist(), strict=True):
            while place >= last:
                owner += 1
                start, end = bounds[owner]
                first, last = last, last + end - start
            word = place - first
            begin = word_starts[start + word]
            found[owner].append((word, number, begin, begin + word_lengths[start + word]))
        return found


def is_any(values: npt.NDArray[Any], wanted: Collection[int]) -> npt.NDArray[np.bool_]:
    """Return for each value whether it is wanted; most queries want few, and comparing with each then beats sorting."""
    if not 0 < len(wanted) <= FEW:
        return np.isin(values, np.fromiter(wanted, values.dtype, len(wanted)))
    first, *others = wanted
    chosen: npt.NDArray[np.bool_] = values == first
    for value in others:
        chosen |= values == value
    return chosen
