"""The search log: what was searched and opened, written in the background.

A request puts a note into a queue and goes on; one thread a process empties it every second. A full queue drops
notes and counts them. While the database is down notes wait, as many as the queue holds.

What one visitor types is folded into one search (`folding.py`); a row knows the visitor's key of the day for half a
minute, and then forgets it.
"""

from __future__ import annotations

import atexit
import logging
import math
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, Full, Queue

from sqlalchemy import insert, update

from search_app.analytics.collection.keystrokes import KeystrokeCollapser, Searched, kept
from search_app.analytics.privacy.redaction import is_personal
from search_app.analytics.privacy.retention import delete_old
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, SearchRow
from search_app.errors import DatabaseUnavailable

CAPACITY = 10_000  # notes that wait
INTERVAL = 1.0  # seconds between two writes
FORGOTTEN = 30.0  # seconds after which a row no longer knows whose it was
SWEEP = 3600.0  # seconds between two deletions of what is too old

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Click:
    """A term that was opened from the results of a query."""

    query: str
    slug: str
    rank: int | None
    origin: str = ""


Note = Searched | Click
LateNotes = Callable[[], Iterable[Note]]  # worked out by the writing thread, not while a visitor waits


class SearchLog:
    """Takes notes without ever making a request wait; `enabled` false makes it take none."""

    def __init__(self, database: Database, *, enabled: bool, retention_days: int) -> None:
        self._database = database
        self._retention_days = retention_days
        self._next_sweep = self._next_forgetting = 0.0
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
        if self._started_by == os.getpid() and not self._stopping.is_set():
            self._stopping.set()
            self.flush()
            atexit.unregister(self.close)

    def flush(self) -> None:
        """Write what waits, now."""
        with self._writing:
            self._waiting += self._taken(CAPACITY - len(self._waiting))
            if self._dropped:
                log.warning("the search log dropped %d notes", self._dropped)
                self._dropped = 0
            try:
                self._tidy(time.monotonic())
                if self._waiting:
                    self._write(self._waiting)
                    self._waiting = []
                    self._next_forgetting = min(self._next_forgetting, time.monotonic() + FORGOTTEN + INTERVAL)
            except DatabaseUnavailable:
                return  # the database said why; the notes wait

    def _tidy(self, now: float) -> None:
        """Do what is due: forget who typed, delete what is too old."""
        if now >= self._next_forgetting:
            with self._database.writing() as session:
                old = SearchRow.typed_at < time.time() - FORGOTTEN
                session.execute(update(SearchRow).where(old).values(typing=None, typed_at=None))
            self._next_forgetting = math.inf
        if now >= self._next_sweep:
            delete_old(self._database, self._retention_days)
            self._next_sweep = now + SWEEP

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
        day = today()
        opened = [
            {"day": day, "query": kept(note.query), "slug": note.slug, "rank": note.rank, "origin": note.origin}
            for _, note in notes
            if isinstance(note, Click)
        ]
        searched = [(at, note) for at, note in notes if isinstance(note, Searched)]
        with self._database.writing() as session:
            if searched:
                KeystrokeCollapser(session, searched).write(day)
            if opened:
                session.execute(insert(ClickRow), opened)
