"""The files of a generation beside the Whoosh index, written by a build and read by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from search_app.glossary.model import Site
from search_app.glossary.rendering.entry import Entry
from search_app.search.index.alphabetical import AlphabeticalIndex
from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import DocumentStore
from search_app.search.index.links import Links
from search_app.search.index.postings import Postings
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.records import Records
from search_app.search.storage.strings import StringArray

SITE, RENDERED = "site.msgpack", "rendered.msgpack"

Value = TypeVar("Value")


class IndexReader:
    """The files of one generation, opened. Entries are known by their ordinal, their place in reading order."""

    def __init__(self, folder: Path) -> None:
        self.site = read_msgpack(folder / SITE, Site)
        self.entries = Records(folder, "entries", Entry)
        self.slugs = StringArray(folder, "order")
        self.titles = StringArray(folder, "titles")
        self.doc_values = DocValues(folder, [category.slug for category in self.site.categories])
        self.alphabetical = AlphabeticalIndex(folder)
        self.links = Links(folder)
        self.vocabulary = Vocabulary(folder, len(self.entries))
        self.documents = DocumentStore(folder)
        self.postings = Postings(folder, "entry", self.vocabulary.stems)
        self.name_postings = Postings(folder, "name")


def read_msgpack(file: Path, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
