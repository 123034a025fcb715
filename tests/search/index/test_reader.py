"""The structures of a generation agree about its entries."""

from __future__ import annotations

from search_app.search.index.reader import IndexReader
from tests.search.index.conftest import SLUGS


def test_an_ordinal_identifies_an_entry_in_every_structure(reader: IndexReader) -> None:
    assert reader.slugs.texts() == SLUGS
    for ordinal, slug in enumerate(SLUGS):
        assert reader.entries[ordinal].slug == reader.documents[ordinal].slug == slug
        assert reader.title(ordinal) == reader.entries[ordinal].name
        assert reader.vocabulary.names.ordinal(slug) == ordinal
    assert len(reader.doc_values) == len(reader.links.leading()) == 3


def test_the_site_is_stored_with_its_entries(reader: IndexReader) -> None:
    assert reader.site.title == "Tiny Glossary"
    assert [category.slug for category in reader.site.categories] == ["money", "work", "law"]
