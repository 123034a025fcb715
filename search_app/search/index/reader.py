"""The files of a generation beside the Whoosh index, written by a build and read by the engine."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from search_app.glossary.model import Site
from search_app.glossary.rendering.entry import Entry
from search_app.search.index.category_model import CategoryModel
from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import DocumentStore
from search_app.search.index.lexicon import Lexicon
from search_app.search.index.links import Links
from search_app.search.index.names import NameIndex
from search_app.search.index.postings import Postings
from search_app.search.index.spelling import Speller
from search_app.search.storage.records import Records
from search_app.search.storage.strings import StringArray

SITE, RENDERED = "site.msgpack", "rendered.msgpack"

Value = TypeVar("Value")


class IndexReader:
    """The files of one generation, opened. Entries are known by their ordinal, their place in reading order."""

    def __init__(self, folder: Path) -> None:
        self.site = read_msgpack(folder / SITE, Site)
        self.entries = Records(folder, "entries", Entry)
        self.cards = DocumentStore(folder)
        self.slugs = StringArray(folder, "order")
        self.titles = StringArray(folder, "titles")
        self.columns = DocValues(folder, [category.slug for category in self.site.categories])
        self.names = NameIndex(folder)
        self.links = Links(folder)
        self.lexicon = Lexicon(folder)
        self.speller = Speller(folder)
        self.topics = CategoryModel(folder)
        self.postings = Postings(folder, "entry")
        self.name_postings = Postings(folder, "name")


def read_msgpack(file: Path, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
