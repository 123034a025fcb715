"""The files of a generation beside the Whoosh index, written by a build and read by the engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from whoosh.index import FileIndex

from search_app.glossary.model import Site
from search_app.glossary.render import Entry
from search_app.search.cards import Cards, Tokenized, write_cards
from search_app.search.columns import Columns, Ordinals, write_columns
from search_app.search.lexicon import Lexicon, write_lexicon
from search_app.search.names import NameIndex, write_names
from search_app.search.postings import Postings, write_postings
from search_app.search.related import Links, write_links
from search_app.search.spelling import Speller, write_spelling
from search_app.search.tables import Records, StringTable, write_strings

_SITE, _RENDERED = "site.msgpack", "rendered.msgpack"

STEPS = 5  # of writing, as progress counts them

Value = TypeVar("Value")
Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What entries were made from: of each term its own text, of all the names that texts link to."""

    vocabulary: str
    terms: dict[str, str]


def write_derived(
    folder: Path,
    site: Site,
    tokenized: Sequence[Tokenized],
    index: FileIndex,
    documents: Ordinals,
    made_from: Fingerprints,
    progress: Progress,
) -> None:
    """Write all of them.

    Args:
        folder: the generation.
        site: the site.
        tokenized: the entries in reading order; their place is their ordinal.
        index: the full-text index of the same entries.
        documents: for each document number of the index the ordinal of its entry, or -1.
        made_from: what the entries were made from.
        progress: called as work goes on.
    """
    entries = [each.entry for each in tokenized]
    categories = [category.slug for category in site.categories]
    with index.reader() as reader:
        stems = write_postings(folder, reader, "entry", documents)
        progress("Writing tables", 1, STEPS)
        write_postings(folder, reader, "name", documents)
    number_of = {stem: number for number, stem in enumerate(stems)}
    progress("Writing tables", 2, STEPS)
    Records.write(folder, "entries", entries)
    Records.write(folder, "words", (each.words for each in tokenized))
    words = write_lexicon(folder, tokenized)
    write_cards(folder, tokenized, number_of, words)
    progress("Writing tables", 3, STEPS)
    write_columns(folder, entries, categories)
    write_names(folder, entries, write_links(folder, entries))
    progress("Writing tables", 4, STEPS)
    write_spelling(folder, tokenized, words)
    write_strings(folder, "order", (entry.slug for entry in entries))
    write_strings(folder, "titles", (entry.name for entry in entries))
    (folder / _SITE).write_bytes(msgspec.msgpack.encode(site))
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
        self.postings = Postings(folder, "entry")
        self.name_postings = Postings(folder, "name")


def _read(file: Path, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
