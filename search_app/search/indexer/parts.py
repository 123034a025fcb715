"""A part of a build: some of its terms, rendered, tokenized and indexed into tables and a segment of its own."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from search_app.glossary.model import Term
from search_app.glossary.rendering.entry import Entry, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.language import Language
from search_app.search.index.document_writer import DocumentWriter, TokenizedEntry, tokenize
from search_app.search.index.entries import EntryWriter
from search_app.search.index.links import MENTIONS
from search_app.search.index.meaning_writer import MeaningWriter
from search_app.search.index.phrasings import Phrasing, phrasings_of, write_phrasings
from search_app.search.indexer.whoosh_index import Segments, WhooshSegmentWriter
from search_app.search.storage.lists import RaggedArray

REPORTED = 100  # terms between two reports of progress


@dataclass(frozen=True, slots=True)
class IndexTask:
    """All that indexing terms into the generation in `folder` depends on, except the terms themselves."""

    folder: Path
    fresh: frozenset[str]  # slugs of terms to tokenize and index; the words of the others are known
    ordinals: Mapping[str, int]  # of all terms, by slug
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class IndexedPart:
    """The folder of a part's tables, the numbers of their rows, and its segment of the full-text index."""

    folder: Path
    entries: int
    documents: int
    segments: Segments


class PartWriter:
    """Writes the tables of a part."""

    def __init__(self, folder: Path, ordinals: Mapping[str, int], language: Language) -> None:
        folder.mkdir()
        self._language = language
        self._folder = folder
        self._ordinals = ordinals
        self._records = EntryWriter(folder)
        self._mentions, self._counts = array("i"), array("q")
        self._documents = DocumentWriter(folder, language)
        self._phrasings: list[Phrasing] = []
        self._meanings = MeaningWriter(folder)
        self.entries = self.documents = 0

    def add(self, entry: Entry) -> None:
        """Write an entry as it is published."""
        self._records.add(entry)
        self._counts.append(len(entry.mentions))
        self._mentions.extend([self._ordinals[slug] for slug in entry.mentions])
        self.entries += 1

    def add_document(self, tokenized: TokenizedEntry) -> None:
        """Write the parts of an entry that do not depend on other terms."""
        self._documents.add(tokenized)
        self._phrasings.extend(phrasings_of(self.documents, tokenized.entry, self._language))
        self._meanings.add(tokenized.entry)
        self.documents += 1

    def close(self) -> None:
        """Finish all tables."""
        self._records.close()
        RaggedArray.write_flat(self._folder, MENTIONS, self._counts, self._mentions)
        self._documents.close()
        write_phrasings(self._folder, self._phrasings)
        self._meanings.close()


def index_part(task: IndexTask, number: int, terms: Iterable[Term], report: Callable[[int], None]) -> IndexedPart:
    """Render and index `terms` as part `number`; `report` is called with the number of terms done."""
    folder = task.folder / f".part-{number}"
    language = task.vocabulary.language
    tables, segment = PartWriter(folder, task.ordinals, language), WhooshSegmentWriter(task.folder)
    for done, term in enumerate(terms, 1):
        entry = render(term, task.vocabulary)
        tables.add(entry)
        if term.slug in task.fresh:
            tokenized = tokenize(entry, language)
            tables.add_document(tokenized)
            segment.add(tokenized)
        if done % REPORTED == 0:
            report(done)
    report(tables.entries)
    tables.close()
    return IndexedPart(folder, tables.entries, tables.documents, segment.close())
