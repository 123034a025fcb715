"""Write the stored documents (documents.py): each part of a build its own, then merged into those of a generation."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search_app.glossary.rendering.entry import Entry
from search_app.language.language import Language
from search_app.language.tokens import Word
from search_app.search.index.documents import MARKED_UP_TO, Document, Field
from search_app.search.index.fields import GAP, WEIGHTS
from search_app.search.storage.arrays import (
    Counts,
    offsets,
    read_array,
    read_starts,
    write_array,
    write_narrow,
    write_offsets,
)
from search_app.search.storage.merging import RowRuns
from search_app.search.storage.records import RecordWriter
from search_app.search.storage.strings import StringArray, write_sorted

NAMES = ("name", "alias")
PART_KINDS = tuple(WEIGHTS)  # of parts, by number

# Tables with a row for each word, and for each part, with the types of their numbers; a generation has narrower ones.
_OF_WORDS: Sequence[tuple[str, npt.DTypeLike]] = (
    ("documents.word_starts", np.uint32),
    ("documents.word_lengths", np.uint8),
    ("documents.sentences", np.uint16),
)
_OF_PARTS: Sequence[tuple[str, npt.DTypeLike]] = (("documents.parts", np.int32), ("documents.part_kinds", np.uint8))

_LAST_SENTENCE = 2**16 - 1  # of an entry: all that follows counts as one sentence


@dataclass(frozen=True, slots=True)
class TokenizedEntry:
    """An entry with the words of its parts, each as kind, anchor, text and words. Names are the first parts."""

    entry: Entry
    parts: tuple[tuple[str, str, str, tuple[Word, ...]], ...]


def tokenize(entry: Entry, language: Language) -> TokenizedEntry:
    """Return `entry` with its words."""
    return TokenizedEntry(
        entry, tuple((kind, anchor, text, tuple(language.words(text))) for kind, anchor, text in _texts(entry))
    )


def _texts(entry: Entry) -> Iterator[tuple[str, str, str]]:
    yield "name", "", entry.name
    yield from (("alias", "", alias) for alias in entry.aliases)
    yield from (("asked_as", "", asked) for asked in entry.asked_as)
    for passage in entry.passages:
        yield passage.kind, "" if passage.kind == "definition" else passage.anchor, passage.text


class DocumentWriter:
    """Writes the documents of entries one by one, and numbers their word forms."""

    def __init__(self, folder: Path, language: Language) -> None:
        self._folder = folder
        self._sentence_ends = language.sentence_ends
        self._records = RecordWriter(folder, "documents")
        self._numbers: dict[str, int] = {}
        self._forms, self._sentences = array("I"), array("H")
        self._word_starts, self._word_lengths = array("I"), array("B")
        self._named, self._starts = array("I"), array("q", [0])
        self._parts, self._kinds, self._part_starts = array("I"), array("B"), array("q", [0])

    def add(self, tokenized: TokenizedEntry) -> None:
        """Write one document."""
        numbers, sentence, named = self._numbers, 0, 0
        for kind, _, text, found in tokenized.parts:
            self._forms.extend([numbers.setdefault(word.surface, len(numbers)) for word in found])
            self._word_starts.extend([word.start for word in found])
            self._word_lengths.extend([min(word.end - word.start, MARKED_UP_TO) for word in found])
            named += len(found) if kind in NAMES else 0
            sentence += self._add_sentences(text, found, sentence)
        self._named.append(named)
        self._starts.append(len(self._forms))
        self._add_parts(tokenized)
        self._records.add(_document(tokenized))

    def _add_parts(self, tokenized: TokenizedEntry) -> None:
        """Write the kind and the first position of each part; positions are counted as in whoosh_schema.py."""
        base = 0
        for kind, _, _, found in tokenized.parts:
            self._kinds.append(PART_KINDS.index(kind))
            self._parts.append(base)
            base += found[-1].position + GAP if found else 0
        self._part_starts.append(len(self._parts))

    def _add_sentences(self, text: str, found: Sequence[Word], first: int) -> int:
        """Write the sentence of each word of a part whose first sentence is number `first`; return how many it has."""
        ends = list(self._sentence_ends(text))
        places = [bisect_right(ends, word.start) for word in found]
        self._sentences.extend([min(first + place, _LAST_SENTENCE) for place in places])
        return len(ends)

    def close(self) -> None:
        """Write the arrays of words, with forms renumbered in sorted order."""
        self._records.close()
        write_array(self._folder, "documents.word_starts", self._word_starts, np.uint32)
        write_array(self._folder, "documents.word_lengths", self._word_lengths, np.uint8)
        write_offsets(self._folder / "documents.starts", self._starts)
        write_array(self._folder, "documents.sentences", self._sentences, np.uint16)
        write_array(self._folder, "documents.named", self._named, np.int32)
        write_offsets(self._folder / "documents.part_starts", self._part_starts)
        write_array(self._folder, "documents.parts", self._parts, np.int32)
        write_array(self._folder, "documents.part_kinds", self._kinds, np.uint8)
        ordered = sorted(self._numbers)
        rank = np.empty(len(ordered), dtype=np.uint32)  # form in order of appearance -> in sorted order
        rank[[self._numbers[word] for word in ordered]] = np.arange(len(ordered))
        write_array(self._folder, "documents.words", rank[np.asarray(self._forms)] if ordered else rank, np.uint32)
        write_sorted(self._folder, "lexicon", ordered)


def _document(tokenized: TokenizedEntry) -> Document:
    entry = tokenized.entry
    fields: list[Field] = []
    end = 0
    for kind, anchor, text, found in tokenized.parts:
        end += len(found)
        fields.append(Field(kind, anchor, text, end))
    names = len(fields) - len(entry.passages)
    return Document.of(entry.slug, entry.categories, entry.updated, entry.summary, tuple(fields), names)


class TokenTable(NamedTuple):
    """The words of all entries in one array: the number of each one's form, whether it is in a name, its entry."""

    words: list[str]  # the forms, sorted; a form's place is its number
    numbers: npt.NDArray[np.uint32]
    named: npt.NDArray[np.bool_]
    owners: Counts  # ordinals


def merge_documents(folder: Path, rows: RowRuns) -> TokenTable:
    """Write the documents of a generation except their words, which `write_words` writes, and return these words."""
    rows.merge_records(folder, "documents")
    counts = rows.merge_counts(_starts)
    starts = offsets(counts)
    write_offsets(folder / "documents.starts", starts)
    for name, kind in _OF_WORDS:
        write_narrow(folder, name, rows.merge_lists(_starts, partial(read_array, name=name), kind))
    named = rows.merge_values(lambda source: read_array(source, "documents.named"))
    write_narrow(folder, "documents.named", named)
    write_offsets(folder / "documents.part_starts", offsets(rows.merge_counts(_part_starts)))
    for name, kind in _OF_PARTS:
        write_narrow(folder, name, rows.merge_lists(_part_starts, partial(read_array, name=name), kind))
    words, numbers = _renumbered(rows)
    owners = np.repeat(np.arange(len(counts)), counts)
    return TokenTable(words, numbers, np.arange(len(numbers)) - starts[owners] < named[owners], owners)


def _starts(source: Path) -> Counts:
    return read_starts(source / "documents.starts")


def _part_starts(source: Path) -> Counts:
    return read_starts(source / "documents.part_starts")


def _renumbered(rows: RowRuns) -> tuple[list[str], npt.NDArray[np.uint32]]:
    """Return the forms in use, sorted, and for each word of the entries the number of its form."""
    lexicons = [StringArray(source, "lexicon").texts() for source in rows.sources]
    distinct = sorted(set().union(*lexicons))
    place = {word: number for number, word in enumerate(distinct)}
    known = {
        source: np.fromiter((place[word] for word in lexicon), np.uint32, len(lexicon))
        for source, lexicon in zip(rows.sources, lexicons, strict=True)
    }
    numbers = rows.merge_lists(_starts, lambda source: known[source][read_array(source, "documents.words")], np.uint32)
    used = np.bincount(numbers, minlength=len(distinct)) > 0
    words = [distinct[number] for number in used.nonzero()[0].tolist()]
    return words, (np.cumsum(used, dtype=np.uint32) - np.uint32(1))[numbers]


def write_words(folder: Path, forms: TokenTable) -> None:
    """Write the words of the documents; the lexicon has the stem of each form."""
    write_array(folder, "documents.words", forms.numbers, np.uint32)
