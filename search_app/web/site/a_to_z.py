"""The index at the back of a book: every name under its letter, other names with a pointer to the term."""

from __future__ import annotations

from dataclasses import dataclass

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine
from search_app.urls import term_path
from search_app.web.site.paging import Paging


@dataclass(frozen=True, slots=True)
class Listing:
    """A line of the index; `see` is the term's own name where `name` is another one for it."""

    name: str
    see: str
    url: str
    entry: Entry


def listings(serving: Engine, letter: str, start: int, stop: int) -> list[Listing]:
    """Return the lines from `start` to `stop`, of those under `letter` (`0`: digits and signs) or of all terms."""
    if letter:
        return [_line(name, entry) for name, entry in serving.names(letter, start, stop)]
    return [_line(entry.name, entry) for entry in serving.entries()[start:stop]]


def _line(name: str, entry: Entry) -> Listing:
    return Listing(name, entry.name if name != entry.name else "", term_path(entry.slug), entry)


def jumps(serving: Engine, letter: str, paging: Paging) -> list[tuple[str, str]]:
    """Return two letters each with the address of the page where names begin so; none where one page has all."""
    beginnings = serving.beginnings(letter) if letter and paging.pages > 1 else {}
    if len(beginnings) < 2:
        return []
    return [(two.capitalize(), paging.address_of(place)) for two, place in beginnings.items()]
