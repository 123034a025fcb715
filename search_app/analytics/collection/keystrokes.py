"""Collapse search-as-you-type: successive prefixes typed by one visitor count as one search, the last one.

A search continues another if one query is a prefix of the other and at most ten seconds lie between them. Successive
keystrokes may reach different processes, so they are collapsed in the database, which all processes share: a row keeps
the visitor key of the day while its visitor may still be typing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from search_app.analytics.storage.tables import SearchRow

TYPING_PAUSE = 10.0  # seconds; after a longer pause a query is a search of its own
LOOK_BACK = 5  # last searches of a visitor that a new one may continue


@dataclass(frozen=True, slots=True)
class Searched:
    """A search.

    narrowed: filters were set, or other results were asked for: it may repeat the search before.
    weak: it has results, but none that seems to answer it.
    """

    query: str
    results: int
    corrected: bool
    visitor: str = ""
    origin: str = ""
    narrowed: bool = False
    weak: bool = False


@dataclass(slots=True)
class _Row:
    """A row of the table; `id` is 0 until it is written."""

    query: str
    results: int
    corrected: bool
    origin: str
    typing: str
    typed_at: float
    weak: bool
    id: int = 0
    changed: bool = False

    def replace(self, query: str, note: Searched, at: float) -> None:
        self.query, self.results, self.corrected, self.weak = query, note.results, note.corrected, note.weak
        self.typed_at, self.changed = at, True


class KeystrokeCollapser:
    """Collapses searches (with their times, in seconds) into each other and into rows written before."""

    def __init__(self, session: Session, searched: Sequence[tuple[float, Searched]]) -> None:
        self._session = session
        self._typing = self._recent({note.visitor for _, note in searched}, min(at for at, _ in searched))
        self._new: list[_Row] = []
        for at, note in searched:
            self._collapse(at, note)

    def write(self, day: date) -> None:
        """Write the remaining searches: changed rows are updated, new ones inserted."""
        for rows in self._typing.values():
            for row in rows:
                if row.id and row.changed:
                    self._session.execute(update(SearchRow).where(SearchRow.id == row.id).values(_values(row)))
        if self._new:
            self._session.execute(insert(SearchRow), [_values(row) | {"day": day} for row in self._new])

    def _recent(self, visitors: set[str], first: float) -> dict[str, list[_Row]]:
        """Return by visitor, oldest first, the rows that a search at `first` or later may continue."""
        columns = (
            SearchRow.query,
            SearchRow.results,
            SearchRow.corrected,
            SearchRow.origin,
            SearchRow.typing,
            SearchRow.typed_at,
            SearchRow.weak,
            SearchRow.id,
        )
        rows = self._session.execute(
            select(*columns)
            .where(SearchRow.typed_at >= first - TYPING_PAUSE, SearchRow.typing.in_(visitors))
            .order_by(SearchRow.typed_at.desc())
            .limit(LOOK_BACK * len(visitors))
        )
        recent: dict[str, list[_Row]] = defaultdict(list)
        for query, results, corrected, origin, typing, typed_at, weak, number in reversed(rows.all()):
            row = _Row(query, results, corrected, origin, typing or "", typed_at or 0.0, weak, number)
            recent[row.typing].append(row)
        return recent

    def _collapse(self, at: float, note: Searched) -> None:
        """Add a search, in place of the one it continues if there is one."""
        query = normalized(note.query)
        for last in reversed(self._typing[note.visitor][-LOOK_BACK:]):
            if abs(at - last.typed_at) > TYPING_PAUSE:
                continue
            if note.narrowed and query == last.query:
                return
            if query != last.query and (query.startswith(last.query) or last.query.startswith(query)):
                if at >= last.typed_at:  # processes write in turns, not in the order of the keystrokes
                    last.replace(query, note, at)
                return
        row = _Row(query, note.results, note.corrected, note.origin, note.visitor, at, note.weak)
        self._typing[note.visitor].append(row)
        self._new.append(row)


def normalized(query: str) -> str:
    """Return a query as it is stored and counted: case-folded, with single spaces, at most 300 characters."""
    return " ".join(query.casefold().split())[:300]


def _values(row: _Row) -> dict[str, object]:
    return {
        "query": row.query, "results": row.results, "corrected": row.corrected, "origin": row.origin,
        "typing": row.typing, "typed_at": row.typed_at, "weak": row.weak,
    }  # fmt: skip
