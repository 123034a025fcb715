"""The index at the back of a book: every name under its letter, other names with a pointer to the term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search_app.glossary.naming import name_key
from search_app.glossary.render import Entry
from search_app.glossary.urls import term_path


@dataclass(frozen=True, slots=True)
class Listing:
    """A line of the index; `see` is the term's own name where `name` is another one for it."""

    name: str
    see: str
    url: str
    entry: Entry


def listings(entries: Iterable[Entry], letter: str = "") -> list[Listing]:
    """Return the lines of the index under `letter` (`0`: digits and signs), or each term's own name."""
    found = [line for entry in entries for line in _lines(entry) if line_fits(line, letter)]
    return sorted(found, key=lambda line: (name_key(line.name), line.see))


def line_fits(line: Listing, letter: str) -> bool:
    """Say whether a line belongs under `letter`, as `Engine.letters` counts."""
    if not letter:
        return not line.see
    first = name_key(line.name)[:1]
    return first == letter if letter != "0" else not first.isalpha()


def _lines(entry: Entry) -> Iterator[Listing]:
    url = term_path(entry.slug)
    yield Listing(entry.name, "", url, entry)
    yield from (Listing(alias, entry.name, url, entry) for alias in entry.aliases)
