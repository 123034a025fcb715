"""The files of a generation beside the Whoosh index, written by a build and read by the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
import numpy as np

from search_app.glossary.model import Site
from search_app.glossary.render import Entry
from search_app.search.columns import Columns, Ordinals, write_columns
from search_app.search.names import Name, NameIndex, names_of
from search_app.search.related import Ranked, related_entries
from search_app.search.spelling import Speller, lexicon_of
from search_app.search.store import EntryStore, write_entries

_SITE, _NAMES, _RELATED, _LEXICON = "site.msgpack", "names.msgpack", "related.msgpack", "lexicon.msgpack"
_RENDERED, _DOCUMENTS = "rendered.msgpack", "documents.npy"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What entries were made from: of each term its own text, of all the names that texts link to."""

    vocabulary: str
    terms: dict[str, str]


def write_derived(
    folder: Path, site: Site, entries: Sequence[Entry], documents: Ordinals, fingerprints: Fingerprints
) -> None:
    """Write all of them; `documents` gives each document number of the full-text index its entry's ordinal."""
    write_entries(folder, entries)
    np.save(folder / _DOCUMENTS, documents)
    write_columns(folder, entries, [category.slug for category in site.categories])
    for name, value in (
        (_SITE, site),
        (_NAMES, names_of(entries)),
        (_RELATED, related_entries(entries)),
        (_LEXICON, lexicon_of(entries)),
        (_RENDERED, fingerprints),
    ):
        (folder / name).write_bytes(msgspec.msgpack.encode(value))


def read_fingerprints(folder: Path) -> Fingerprints:
    """Return what the entries were made from, in their order; a build compares them."""
    return _read(folder / _RENDERED, Fingerprints)


class Derived:
    """The files of one generation, opened. Entries are known by their ordinal, their place in reading order."""

    def __init__(self, folder: Path) -> None:
        self.site = _read(folder / _SITE, Site)
        self.entries = EntryStore(folder)
        self.slugs = tuple(read_fingerprints(folder).terms)
        self.documents = np.load(folder / _DOCUMENTS, mmap_mode="r")
        self.columns = Columns(folder, [category.slug for category in self.site.categories])
        self.names = NameIndex(_read(folder / _NAMES, list[Name]))
        self.related = _read(folder / _RELATED, list[Ranked])
        self.speller = Speller(_read(folder / _LEXICON, dict[str, int]))


def _read(file: Path, kind: type[Value]) -> Value:
    return msgspec.msgpack.decode(file.read_bytes(), type=kind)
