"""The search log: what was searched and opened, written in the background.

A request puts a note into a queue and goes on; one thread a process empties it every second. A full queue drops
notes and counts them. While the database is down notes wait, as many as the queue holds.

What one visitor types within ten seconds, each query going on from the one before, is one intent: the last is kept.
To see that across processes a row carries the visitor's key of the day for half a minute, and then forgets it.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, Full, Queue

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from search_app.audience.database import Database
from search_app.audience.personal import is_personal
from search_app.audience.retention import delete_old
from search_app.audience.tables import Opening, Search
from search_app.audience.visitors import today
from search_app.errors import AudienceUnavailable

CAPACITY = 10_000  # notes that wait
INTERVAL = 1.0  # seconds between two writes
SETTLED = 10.0  # seconds of silence after which a query stands
FORGOTTEN = 30.0  # seconds after which a row no longer knows whose it was
SWEEP = 3600.0  # seconds between two deletions of what is too old

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Searched:
    """One search. `narrowed` says that filters were set, so that it may repeat the one before."""

    query: str
    results: int
    corrected: bool
    visitor: str
    origin: str = ""
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A term that was opened from the results of a query."""

    query: str
    slug: str
    rank: int | None
    origin: str = ""


Note = Searched | Opened
LateNotes = Callable[[], Iterable[Note]]  # worked out by the writing thread, not while a visitor waits


class SearchLog:
    """Takes notes without ever making a request wait; `enabled` false makes it take none."""

    def __init__(self, database: Database, *, enabled: bool, retention_days: int) -> None:
        self._database = database
        self._retention_days = retention_days
        self._swept = -SWEEP
        self.enabled = enabled
        self._queue: Queue[tuple[float, LateNotes | Note]] = Queue(CAPACITY)
        self._waiting: list[tuple[float, Note]] = []
        self._dropped = 0
        self._starting, self._writing = threading.Lock(), threading.Lock()
        self._stopping = threading.Event()
        self._started_by = 0

    def note(self, what: LateNotes | Note) -> None:
        """Take a note, or drop it when too many wait."""
        if not self.enabled:
            return
        if self._started_by != os.getpid():
            self.start()
        try:
            self._queue.put_nowait((time.time(), what))
        except Full:
            self._dropped += 1

    def start(self) -> None:
        """Start the writing thread of this process, if it does not run yet."""
        with self._starting:
            if self._started_by == os.getpid():
                return
            self._started_by = os.getpid()
            self._queue, self._waiting, self._writing = Queue(CAPACITY), [], threading.Lock()
            self._stopping = threading.Event()
            threading.Thread(target=self._run, name="search-log", daemon=True).start()
            atexit.register(self.close)

    def close(self) -> None:
        """Write what waits, and stop."""
        if self._started_by == os.getpid():
            self._stopping.set()
            self.flush()

    def flush(self) -> None:
        """Write what waits, now."""
        with self._writing:
            self._waiting += self._taken(CAPACITY - len(self._waiting))
            if self._dropped:
                log.warning("the search log dropped %d notes", self._dropped)
                self._dropped = 0
            try:
                if self._waiting:
                    self._write(self._waiting)
                    self._waiting = []
                if time.monotonic() - self._swept > SWEEP:
                    delete_old(self._database, self._retention_days)
                    self._swept = time.monotonic()
            except AudienceUnavailable:
                return  # the database said why; the notes wait

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL):
            try:
                self.flush()
            except Exception:
                log.exception("the search log failed; its notes are dropped")
                self._waiting = []

    def _taken(self, most: int) -> list[tuple[float, Note]]:
        taken: list[tuple[float, Note]] = []
        while len(taken) < most:
            try:
                at, what = self._queue.get_nowait()
            except Empty:
                break
            notes = what() if callable(what) else (what,)
            taken += [(at, note) for note in notes if not is_personal(note.query)]
        return taken

    def _write(self, notes: Sequence[tuple[float, Note]]) -> None:
        with self._database.writing() as session:
            typing = _typing(session, notes)
            for at, note in notes:
                if isinstance(note, Opened):
                    session.add(
                        Opening(
                            day=today(), query=_kept(note.query), slug=note.slug, rank=note.rank, origin=note.origin
                        )
                    )
                else:
                    _fold(session, typing, at, note)
            session.flush()
            forgotten = or_(Search.typed_at < time.time() - FORGOTTEN, Search.typed_at > time.time() + FORGOTTEN)
            session.execute(update(Search).where(forgotten).values(typing=None, typed_at=None))


def _kept(query: str) -> str:
    """Return a query as it is counted: small letters, single spaces."""
    return " ".join(query.casefold().split())[:300]


def _typing(session: Session, notes: Iterable[tuple[float, Note]]) -> dict[str, list[Search]]:
    """Return the last searches, by visitor, of those who might still be typing."""
    visitors = {note.visitor for _, note in notes if isinstance(note, Searched)}
    typing: dict[str, list[Search]] = defaultdict(list)
    for row in session.scalars(select(Search).where(Search.typing.in_(visitors)).order_by(Search.typed_at)):
        typing[row.typing or ""].append(row)
    return typing


def _fold(session: Session, typing: dict[str, list[Search]], at: float, note: Searched) -> None:
    """Keep a search, in the place of the one it goes on from if there is one."""
    query = _kept(note.query)
    for last in reversed(typing[note.visitor]):
        before = last.typed_at or 0.0
        if abs(at - before) > SETTLED:
            continue
        if note.narrowed and query == last.query:
            return
        if query != last.query and (query.startswith(last.query) or last.query.startswith(query)):
            if at >= before:  # processes write in turns, not in the order of the keystrokes
                last.query, last.results, last.corrected, last.typed_at = query, note.results, note.corrected, at
            return
    row = Search(
        day=today(), query=query, results=note.results, corrected=note.corrected, origin=note.origin,
        typing=note.visitor, typed_at=at,
    )  # fmt: skip
    session.add(row)
    typing[note.visitor].append(row)
