"""Keystrokes -> searches: what one visitor types, each query going on from the one before, is one intent.

The last query stands for all that came within ten seconds of one another. Keystrokes may reach different processes,
so they are folded where these meet, in the database: a row carries the visitor's key of the day while its visitor may
still be typing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from search_app.analytics.storage.tables import SearchRow

SETTLED = 10.0  # seconds of silence after which a query stands
LOOKED_AT = 5  # searches of a visitor that the next one may go on from


@dataclass(frozen=True, slots=True)
class Searched:
    """One search. `narrowed` says that filters were set, so that it may repeat the one before."""

    query: str
    results: int
    corrected: bool
    visitor: str = ""
    origin: str = ""
    narrowed: bool = False


@dataclass(slots=True)
class _Row:
    """A row of the table, as it is or will be; `id` is 0 before it is written."""

    query: str
    results: int
    corrected: bool
    origin: str
    typing: str
    typed_at: float
    id: int = 0
    changed: bool = False

    def take(self, query: str, note: Searched, at: float) -> None:
        self.query, self.results, self.corrected, self.typed_at = query, note.results, note.corrected, at
        self.changed = True


class KeystrokeCollapser:
    """Folds searches (with their times, in seconds) into one another and into what is written already."""

    def __init__(self, session: Session, searched: Sequence[tuple[float, Searched]]) -> None:
        self._session = session
        self._typing = self._recent({note.visitor for _, note in searched}, min(at for at, _ in searched))
        self._fresh: list[_Row] = []
        for at, note in searched:
            self._fold(at, note)

    def write(self, day: date) -> None:
        """Write what came out of it."""
        for rows in self._typing.values():
            for row in rows:
                if row.id and row.changed:
                    self._session.execute(update(SearchRow).where(SearchRow.id == row.id).values(_values(row)))
        if self._fresh:
            self._session.execute(insert(SearchRow), [_values(row) | {"day": day} for row in self._fresh])

    def _recent(self, visitors: set[str], first: float) -> dict[str, list[_Row]]:
        """Return the last rows, by visitor, of those who might still be typing; the latest comes last."""
        columns = (
            SearchRow.query,
            SearchRow.results,
            SearchRow.corrected,
            SearchRow.origin,
            SearchRow.typing,
            SearchRow.typed_at,
            SearchRow.id,
        )
        rows = self._session.execute(
            select(*columns)
            .where(SearchRow.typed_at >= first - SETTLED, SearchRow.typing.in_(visitors))
            .order_by(SearchRow.typed_at.desc())
            .limit(LOOKED_AT * len(visitors))
        )
        recent: dict[str, list[_Row]] = defaultdict(list)
        for query, results, corrected, origin, typing, typed_at, number in reversed(rows.all()):
            recent[typing or ""].append(_Row(query, results, corrected, origin, typing or "", typed_at or 0.0, number))
        return recent

    def _fold(self, at: float, note: Searched) -> None:
        """Keep a search, in the place of the one it goes on from if there is one."""
        query = kept(note.query)
        for last in reversed(self._typing[note.visitor][-LOOKED_AT:]):
            if abs(at - last.typed_at) > SETTLED:
                continue
            if note.narrowed and query == last.query:
                return
            if query != last.query and (query.startswith(last.query) or last.query.startswith(query)):
                if at >= last.typed_at:  # processes write in turns, not in the order of the keystrokes
                    last.take(query, note, at)
                return
        row = _Row(query, note.results, note.corrected, note.origin, note.visitor, at)
        self._typing[note.visitor].append(row)
        self._fresh.append(row)


def kept(query: str) -> str:
    """Return a query as it is counted: small letters, single spaces."""
    return " ".join(query.casefold().split())[:300]


def _values(row: _Row) -> dict[str, object]:
    return {
        "query": row.query, "results": row.results, "corrected": row.corrected, "origin": row.origin,
        "typing": row.typing, "typed_at": row.typed_at,
    }  # fmt: skip
