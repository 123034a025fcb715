"""Searches and clicks that wait to be written, equal ones of a day as one row with a count.

The rows of a batch are written in the order of their words, so that their numbers say nothing of who searched what.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Table, insert

from search_app.analytics.collection.keystrokes import Searched, normalized
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, SearchRow
from search_app.language.languages import DEFAULT

BATCH = 200  # rows of a transaction: it is short for those who wait for the database


class Click(NamedTuple):
    """A term opened from the results of a query."""

    query: str
    slug: str
    rank: int | None
    origin: str = ""
    language: str = DEFAULT


class _SearchKey(NamedTuple):
    day: date
    query: str
    results: int
    corrected: bool
    origin: str
    weak: bool
    language: str


class _ClickKey(NamedTuple):
    day: date
    query: str
    slug: str
    rank: int | None
    origin: str
    language: str


Key = _SearchKey | _ClickKey


class RowCounts:
    """Counts equal searches and clicks, at most `capacity` different ones."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._counts: dict[Key, int] = {}

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, note: Searched | Click) -> bool:
        """Count a note; return whether there was room for it."""
        key = _key(note)
        if key not in self._counts and len(self._counts) >= self._capacity:
            return False
        self._counts[key] = self._counts.get(key, 0) + 1
        return True

    def write_batch(self, database: Database) -> int:
        """Write some rows in one transaction, forget them, and return their number.

        Raises:
            DatabaseUnavailable: nothing was written; the rows still wait.
        """
        batch = dict(islice(self._counts.items(), BATCH))
        searches = _rows(batch, _SearchKey)
        clicks = _rows(batch, _ClickKey)
        with database.writing() as session:
            for table, rows in ((SearchRow.__table__, searches), (ClickRow.__table__, clicks)):
                assert isinstance(table, Table)  # noqa: S101  for the type checker
                if rows:
                    session.execute(insert(table), rows)
        for key in batch:
            del self._counts[key]
        return len(batch)

    def clear(self) -> int:
        """Forget all rows and return how many notes they counted."""
        lost = sum(self._counts.values())
        self._counts.clear()
        return lost


def _key(note: Searched | Click) -> Key:
    query = normalized(note.query)
    if isinstance(note, Click):
        return _ClickKey(today(), query, note.slug, note.rank, note.origin, note.language)
    return _SearchKey(today(), query, note.results, note.corrected, note.origin, note.weak, note.language)


def _rows(batch: Mapping[Key, int], kind: type[Key]) -> list[dict[str, Any]]:
    found = [key._asdict() | {"times": times} for key, times in batch.items() if isinstance(key, kind)]
    return sorted(found, key=lambda row: (row["query"], row["language"]))
