"""The terms that changed last, and what their editors wrote about it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from search_app.glossary.changes import latest
from search_app.glossary.rendering.entry import Entry
from search_app.search import Engine
from search_app.web.runtime.per_generation import per_generation

SCANNED = 5_000  # terms that are searched for notes, those updated last


@dataclass(frozen=True, slots=True)
class ChangedTerm:
    """A term and the notes of its newest change; a change need not have one."""

    entry: Entry
    notes: tuple[str, ...]


def recent_changes(engine: Engine, limit: int) -> list[ChangedTerm]:
    """Return up to `limit` terms, the newest change first.

    Terms of the oldest date in the glossary are left out, unless they have a note: they have not changed since.
    """
    by_date = engine.entries(sort="updated")
    oldest = by_date[-1].updated if by_date else ""
    later = takewhile(lambda entry: entry.updated > oldest, by_date[:limit])
    found = {entry.slug: entry for entry in (*later, *map(engine.entry, _noted(engine)[:limit]))}
    ordered = sorted(found.values(), key=lambda entry: entry.updated, reverse=True)
    return [_changed(entry) for entry in ordered[:limit]]


def noted_changes(engine: Engine, limit: int) -> list[ChangedTerm]:
    """Return up to `limit` terms with a note, the newest note first."""
    return [_changed(engine.entry(slug)) for slug in _noted(engine)[:limit]]


@per_generation()
def _noted(engine: Engine) -> tuple[str, ...]:
    noted = [entry for entry in engine.entries(sort="updated")[:SCANNED] if entry.changes]
    return tuple(entry.slug for entry in sorted(noted, key=lambda entry: entry.changes[0].day, reverse=True))


def _changed(entry: Entry) -> ChangedTerm:
    return ChangedTerm(entry, tuple(change.note for change in latest(entry.changes)))
