"""The files of a generation beside the Whoosh index, written by a build and read by the engine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec
from whoosh.index import FileIndex

from search_app.glossary.model import Site
from search_app.glossary.render import Entry
from search_app.search.cards import Cards, CardWriter, Tokenized, write_words
from search_app.search.columns import Columns, Ordinals, write_columns
from search_app.search.lexicon import FIELDS, Lexicon, frequencies, write_lexicon
from search_app.search.names import Name, NameIndex
from search_app.search.nametables import sayings_of, write_names, write_ranks, write_sayings
from search_app.search.postings import Postings, write_postings
from search_app.search.related import Links, write_links
from search_app.search.spelling import Speller, write_spelling
from search_app.search.tables import Records, RecordWriter, StringTable, write_strings
from search_app.search.topics import Topics, write_topics

_SITE, _RENDERED = "site.msgpack", "rendered.msgpack"

STEPS = 4  # of writing, as progress counts them

Value = TypeVar("Value")
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What entries were made from: of each term its own text, of all the names that texts link to."""

    vocabulary: str
    terms: dict[str, str]


class DerivedWriter:
    """Writes them: entry by entry what each has for itself, then what can only be said of all."""

    def __init__(self, folder: Path, site: Site) -> None:
        self._folder = folder
        self._site = site
        self._records = RecordWriter(folder, "entries")
        self._words = RecordWriter(folder, "words")
        self._cards = CardWriter(folder)
        self._sayings: list[Name] = []
        self._entries: list[Entry] = []  # without their passages, which are most of them

    def add(self, tokenized: Tokenized) -> None:
        """Write an entry; its place in the order of coming is its ordinal."""
        entry = tokenized.entry
        self._records.add(entry)
        self._words.add(tokenized.words)
        self._cards.add(tokenized)
        self._sayings.extend(sayings_of(len(self._entries), entry))
        self._entries.append(replace(entry, passages=()))

    @property
    def slugs(self) -> list[str]:
        """The slugs of the entries, in the order of their ordinals."""
        return [entry.slug for entry in self._entries]

    def close(
        self,
        index: FileIndex,
        documents: Ordinals,
        made_from: Fingerprints,
        same_names: Path | None,
        progress: Progress,
    ) -> None:
        """Write the rest.

        Args:
            index: the full-text index of the same entries.
            documents: for each document number of the index the ordinal of its entry, or -1.
            made_from: what the entries were made from.
            same_names: a generation of the same names in the same order, if there is one.
            progress: called as work goes on.
        """
        folder = self._folder
        self._records.close()
        self._words.close()
        forms = self._cards.close()
        with index.reader() as reader:
            numbers = {}
            for field in FIELDS:
                stems = write_postings(folder, reader, field, documents)
                numbers[field] = {stem: number for number, stem in enumerate(stems)}
        progress("Writing tables", 1, STEPS)
        found = frequencies(forms)
        write_words(folder, forms, numbers["entry"])
        write_lexicon(folder, forms.words, found, numbers)
        write_spelling(folder, forms.words, found)
        progress("Writing tables", 2, STEPS)
        write_names(folder, self._entries, same_names)
        write_sayings(folder, self._sayings)
        progress("Writing tables", 3, STEPS)
        write_ranks(folder, write_links(folder, self._entries))
        categories = write_columns(folder, self._entries, [category.slug for category in self._site.categories])
        write_topics(folder, forms, categories[:, 0], len(self._site.categories) + 1)
        write_strings(folder, "order", self.slugs)
        write_strings(folder, "titles", (entry.name for entry in self._entries))
        (folder / _SITE).write_bytes(msgspec.msgpack.encode(self._site))
        (folder / _RENDERED).write_bytes(msgspec.msgpack.encode(made_from))
        progress("Writing tables", STEPS, STEPS)


def read_fingerprints(folder: Path) -> Fingerprints:
    """Return what the entries were made from, in their order; a build compares them."""
    return _read(folder / _RENDERED, Fingerprints)


class Derived:
    """The files of one generation, opened. Entries are known by their ordinal, their place in reading order."""

    def __init__(self, folder: Path) -> None:
        self.site = _read(folder / _SITE, Site)
        self.entries = Records(folder, "entries", Entry)
        self.cards = Cards(folder)
        self.slugs = StringTable(folder, "order")
        self.titles = StringTable(folder, "titles")
        self.columns = Columns(folder, [category.slug for category in self.site.categories])
        self.names = NameIndex(folder)
        self.links = Links(folder)
        self.lexicon = Lexicon(folder)
        self.speller = Speller(folder)
        self.topics = Topics(folder)
        self.postings = Postings(folder, "entry")
        self.name_postings = Postings(folder, "name")


def _read(file: Path, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
