"""All structures of one generation, opened together."""

from __future__ import annotations

from pathlib import Path

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
from search_app.search.storage.records import Records, read_value, write_value
from search_app.search.storage.strings import StringArray

_SITE = "site.msgpack"


def write_site(folder: Path, site: Site) -> None:
    """Write the description of the glossary."""
    write_value(folder / _SITE, site)


class IndexReader:
    """The structures of a generation. An entry's ordinal, its place in reading order, identifies it in all of them."""

    def __init__(self, folder: Path) -> None:
        self.site = read_value(folder / _SITE, Site)
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
