"""Browsing of a generation: its entries by slug, letter, category and name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from search_app.errors import NotFound
from search_app.glossary.model import Category
from search_app.glossary.rendering.entry import Entry
from search_app.messages import message
from search_app.search.engine import Engine
from search_app.search.index.reader import CatalogueReader
from search_app.search.results.model import Related
from search_app.search.storage.arrays import DocIds


class GlossaryCatalogue(Engine):
    """The part of an engine that needs no full text."""

    def __init__(self, generation: str, reader: CatalogueReader) -> None:
        self.generation = generation
        self.site = reader.site
        self.language = reader.site.language
        self.languages: Mapping[str, Engine] = {self.language: self}
        self._reader = reader

    def __len__(self) -> int:
        return len(self._reader.entries)

    def entry(self, slug: str) -> Entry:
        entry: Entry = self._reader.entries[self._ordinal(slug)]
        return entry

    def address(self, slug: str) -> str:
        addresses = self._reader.addresses
        return addresses.of(self._ordinal(slug)) if addresses else slug

    def redirect(self, slug: str) -> str | None:
        ordinal = self._addressed_ordinal(slug)
        if ordinal is None and (successor := self.successor(slug)):
            return successor
        ordinal = self._reader.vocabulary.names.redirect(slug) if ordinal is None else ordinal
        return None if ordinal is None else self._reader.slugs.text(ordinal)

    def successor(self, slug: str) -> str | None:
        return self._reader.relations.redirects.get(slug)

    def broader(self, slug: str) -> tuple[Related, ...]:
        return self._hierarchical(self.entry(slug).broader, "broader")

    def narrower(self, slug: str) -> tuple[Related, ...]:
        return self._hierarchical(self._reader.relations.narrower.get(slug, ()), "narrower")

    def entries(self, *, category: str = "", letter: str = "", sort: str = "name") -> Sequence[Entry]:
        values = self._reader.doc_values
        found: DocIds = values.by_name
        if letter:
            found = found[np.isin(found, self._reader.alphabetical.under(letter))]
        if category:
            found = found[values.in_categories(found, [category])]
        return self._reader.entries.chosen(found[values.order_by(sort, found)].tolist())

    def names(self, letter: str, start: int, stop: int) -> list[tuple[str, Entry]]:
        listed = self._reader.alphabetical.listed(letter, start, stop)
        return [(name, self._reader.entries[ordinal]) for name, ordinal in listed]

    def beginnings(self, letter: str) -> dict[str, int]:
        return self._reader.alphabetical.beginnings(letter)

    def letters(self) -> dict[str, int]:
        return self._reader.alphabetical.letters()

    def categories(self) -> Sequence[tuple[Category, int]]:
        values = self._reader.doc_values
        return list(zip(self.site.categories, values.facet_counts(values.by_name).tolist(), strict=True))

    def popular(self, limit: int = 8, categories: Sequence[str] = ()) -> tuple[Related, ...]:
        values = self._reader.doc_values
        order = np.lexsort((values.name_ranks, -self._reader.links.leading()))
        if categories:
            order = order[values.in_categories(order, categories)]
        return tuple(self._related(ordinal, "mentioned") for ordinal in order[:limit].tolist())

    def adjacent(self, slug: str) -> tuple[Related | None, Related | None]:
        by_name = self._reader.doc_values.by_name
        rank = int(self._reader.doc_values.name_ranks[self._ordinal(slug)])
        before = self._related(int(by_name[rank - 1]), "adjacent") if rank else None
        after = self._related(int(by_name[rank + 1]), "adjacent") if rank + 1 < len(by_name) else None
        return before, after

    def close(self) -> None:
        """Do nothing: the files are unmapped when the last answer has been given."""

    def _addressed_ordinal(self, address: str) -> int | None:
        """Return the ordinal of the entry of a translation with this address, or with this slug."""
        if not self._reader.addresses:
            return None
        ordinal = self._reader.addresses.ordinal(address)
        return self._reader.vocabulary.names.ordinal(address) if ordinal is None else ordinal

    def _ordinal(self, slug: str) -> int:
        ordinal = self._reader.vocabulary.names.ordinal(slug)
        if ordinal is None:
            raise NotFound(message("There is no term with the slug %(slug)s."), slug=repr(slug))
        return ordinal

    def _hierarchical(self, slugs: Sequence[str], source: str) -> tuple[Related, ...]:
        return tuple(self._related(self._ordinal(slug), source) for slug in slugs)

    def _related(self, ordinal: int, source: str) -> Related:
        return Related(self._reader.slugs.text(ordinal), self._reader.title(ordinal), source)
