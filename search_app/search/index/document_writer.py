"""Writes what a result shows of entries (cards.py): entry by entry, then spliced into the tables of a generation."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.glossary.rendering.entry import Entry
from search_app.language.english import ENGLISH
from search_app.language.tokens import Word
from search_app.search.index.documents import Document, Field
from search_app.search.storage.arrays import read_array, write_array, write_numbers
from search_app.search.storage.merging import Ints, RowRuns, read_numbers, starting
from search_app.search.storage.records import RecordWriter
from search_app.search.storage.strings import StringArray, write_sorted

NAMES = ("name", "alias")

_LAST_SENTENCE = 2**16 - 1  # of an entry: what follows counts as one


@dataclass(frozen=True, slots=True)
class TokenizedEntry:
    """An entry with the words of each of its parts: kind, anchor, text, words. Names are the first parts."""

    entry: Entry
    parts: tuple[tuple[str, str, str, tuple[Word, ...]], ...]


def tokenize(entry: Entry) -> TokenizedEntry:
    """Return `entry` with its words."""
    return TokenizedEntry(
        entry, tuple((kind, anchor, text, tuple(ENGLISH.words(text))) for kind, anchor, text in _texts(entry))
    )


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "name", "", entry.name
    yield from (("alias", "", alias) for alias in entry.aliases)
    yield from (("asked_as", "", asked) for asked in entry.asked_as)
    for passage in entry.passages:
        yield passage.kind, "" if passage.kind == "definition" else passage.anchor, passage.text


class DocumentWriter:
    """Writes the cards of entries as they come, and numbers their words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._records = RecordWriter(folder, "cards")
        self._numbers: dict[str, int] = {}
        self._forms, self._spans, self._sentences = array("I"), array("I"), array("H")
        self._named, self._starts = array("I"), array("q", [0])

    def add(self, tokenized: TokenizedEntry) -> None:
        """Write one card."""
        numbers, sentence, named = self._numbers, 0, 0
        for kind, _, text, found in tokenized.parts:
            self._forms.extend([numbers.setdefault(word.surface, len(numbers)) for word in found])
            self._spans.extend([at for word in found for at in (word.start, word.end)])
            named += len(found) if kind in NAMES else 0
            ends = list(ENGLISH.sentence_ends(text, 0))
            places = [bisect_right(ends, word.start) for word in found]
            self._sentences.extend([min(sentence + place, _LAST_SENTENCE) for place in places])
            sentence += len(ends)
        self._named.append(named)
        self._starts.append(len(self._forms))
        self._records.add(_card(tokenized))

    def close(self) -> None:
        """Write the rest."""
        self._records.close()
        write_numbers(self._folder / "cards.spans", self._spans)
        write_numbers(self._folder / "cards.starts", self._starts)
        write_array(self._folder, "cards.sentences", self._sentences, np.uint16)
        write_array(self._folder, "cards.named", self._named, np.int32)
        ordered = sorted(self._numbers)
        place = np.empty(len(ordered), dtype=np.uint32)  # of each form, numbered as they came, in the sorted ones
        place[[self._numbers[word] for word in ordered]] = np.arange(len(ordered))
        write_array(self._folder, "cards.words", place[np.asarray(self._forms)] if ordered else place, np.uint32)
        write_sorted(self._folder, "lexicon", ordered)


def _card(tokenized: TokenizedEntry) -> Document:
    entry = tokenized.entry
    parts = tuple(Field(kind, anchor, text, len(found)) for kind, anchor, text, found in tokenized.parts)
    return Document(entry.slug, entry.name, entry.categories, entry.updated, entry.summary, parts)


class TokenTable(NamedTuple):
    """Every word of every entry in one row: the number of its form, and whether it stands in a name."""

    words: list[str]  # the forms, sorted; their places are their numbers
    numbers: npt.NDArray[np.uint32]
    named: npt.NDArray[np.bool_]
    owners: Ints  # ordinals of the entries


def merge_documents(folder: Path, rows: RowRuns) -> TokenTable:
    """Write the cards of a generation, and return their words; `write_words` is still to come."""
    rows.records(folder, "cards")
    counts = rows.counts(_starts)
    starts = starting(counts)
    starts.tofile(folder / "cards.starts")
    spans = rows.lists(lambda source: 2 * _starts(source), lambda source: read_numbers(source, "cards.spans", "I"), "I")
    spans.tofile(folder / "cards.spans")
    sentences = rows.lists(_starts, lambda source: read_array(source, "cards.sentences"), np.uint16)
    write_array(folder, "cards.sentences", sentences, np.uint16)
    named = rows.column(lambda source: read_array(source, "cards.named"))
    write_array(folder, "cards.named", named, np.int32)
    words, numbers = _renumbered(rows)
    owners = np.repeat(np.arange(len(counts)), counts)
    return TokenTable(words, numbers, np.arange(len(numbers)) - starts[owners] < named[owners], owners)


def _starts(source: Path) -> Ints:
    return read_numbers(source, "cards.starts")


def _renumbered(rows: RowRuns) -> tuple[list[str], npt.NDArray[np.uint32]]:
    """Return the forms that are in use, sorted, and for each word of the entries the number of its form."""
    lexicons = [StringArray(source, "lexicon").texts() for source in rows.sources]
    distinct = sorted(set().union(*lexicons))
    place = {word: number for number, word in enumerate(distinct)}
    known = {
        source: np.fromiter((place[word] for word in lexicon), np.uint32, len(lexicon))
        for source, lexicon in zip(rows.sources, lexicons, strict=True)
    }
    numbers = rows.lists(_starts, lambda source: known[source][read_array(source, "cards.words")], np.uint32)
    used = np.bincount(numbers, minlength=len(distinct)) > 0
    words = [distinct[number] for number in used.nonzero()[0].tolist()]
    return words, (np.cumsum(used, dtype=np.uint32) - np.uint32(1))[numbers]


def write_words(folder: Path, forms: TokenTable, stems: Sequence[str], numbers: Mapping[str, int]) -> None:
    """Write which words stand in the cards, as forms and as stems; `numbers` are those of the `stems` of the forms."""
    of_form = np.asarray([numbers[stem] for stem in stems], dtype=np.uint32)
    write_array(folder, "cards.words", forms.numbers, np.uint32)
    write_array(folder, "cards.stems", of_form[forms.numbers], np.uint32)
