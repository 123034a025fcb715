"""The A-to-Z index: every name and alias under its letter, an alias with a reference to its term."""

from __future__ import annotations

from dataclasses import dataclass

from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine
from search_app.urls import term_path
from search_app.web.runtime.paging import Paging


@dataclass(frozen=True, slots=True)
class Listing:
    """A line of the index; if `name` is an alias, `see` is the name of its term."""

    name: str
    see: str
    url: str
    entry: Entry


def listings(serving: Engine, letter: str, start: int, stop: int) -> list[Listing]:
    """Return lines `start` to `stop` of those under `letter` (`0`: digits and signs), or of all terms without one."""
    if letter:
        return [_line(name, entry) for name, entry in serving.names(letter, start, stop)]
    return [_line(entry.name, entry) for entry in serving.entries()[start:stop]]


def _line(name: str, entry: Entry) -> Listing:
    return Listing(name, entry.name if name != entry.name else "", term_path(entry.slug), entry)


def jumps(serving: Engine, letter: str, paging: Paging) -> list[tuple[str, str]]:
    """Return two-letter prefixes with the URL of the page where each begins; none if there is only one page."""
    prefixes = serving.beginnings(letter) if letter and paging.pages > 1 else {}
    if len(prefixes) < 2:
        return []
    return [(prefix.capitalize(), paging.url_of(position)) for prefix, position in prefixes.items()]
