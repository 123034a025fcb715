"""All structures of one generation, opened together."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.model import Site
from search_app.language.languages import language_of
from search_app.search.index.addresses import Addresses
from search_app.search.index.alphabetical import AlphabeticalIndex
from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import DocumentStore
from search_app.search.index.entries import EntryStore
from search_app.search.index.links import Links
from search_app.search.index.meanings import MeaningIndex
from search_app.search.index.postings import Postings
from search_app.search.index.relations import read_relations
from search_app.search.index.sections import Sections
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.records import read_value, write_value
from search_app.search.storage.strings import StringArray

_SITE = "site.msgpack"


def write_site(folder: Path, site: Site) -> None:
    """Write the description of the glossary."""
    write_value(folder / _SITE, site)


class CatalogueReader:
    """The structures of a generation that are in this process whatever the back end: all but the texts.

    An entry's ordinal, its place in reading order, identifies it in all of them. Only a translation has addresses.
    """

    def __init__(self, folder: Path, *, translated: bool = False) -> None:
        self.site = read_value(folder / _SITE, Site)
        self.relations = read_relations(folder)
        self.entries = EntryStore(folder)
        self.slugs = StringArray(folder, "order")
        self.addresses = Addresses(folder) if translated else None
        self.doc_values = DocValues(folder, [category.slug for category in self.site.categories])
        self.alphabetical = AlphabeticalIndex(folder)
        self.links = Links(folder)
        self.vocabulary = Vocabulary(folder, len(self.entries), language_of(self.site.language))
        self.meanings = MeaningIndex(folder)

    def title(self, ordinal: int) -> str:
        """Return the name of an entry."""
        return self.vocabulary.names.own_name(ordinal)


class IndexReader(CatalogueReader):
    """All structures of a generation, the texts among them."""

    def __init__(self, folder: Path, *, translated: bool = False) -> None:
        super().__init__(folder, translated=translated)
        self.documents = DocumentStore(folder)
        self.postings = Postings(folder, "entry", self.vocabulary.stems)
        self.name_postings = Postings(folder, "name")
        self.sections = Sections(folder)
