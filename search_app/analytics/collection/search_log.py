"""The search log: searches and clicks, written in the background.

A request puts a note into a bounded queue and returns; one thread per process writes the queue every second. A full
queue drops notes and counts them. While the database is down, as many notes wait as fit into the queue.

Keystrokes are collapsed into searches (`keystrokes.py`). A row contains the visitor key of the day for half a minute;
then it is set to NULL.
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

from search_app.analytics.collection.keystrokes import KeystrokeCollapser, Searched, normalized
from search_app.analytics.privacy.redaction import is_personal
from search_app.analytics.privacy.retention import delete_old
from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import ClickRow, SearchRow
from search_app.errors import DatabaseUnavailable

CAPACITY = 10_000  # notes that wait
WRITE_INTERVAL = 1.0  # seconds
KEY_LIFETIME = 30.0  # seconds after which a row loses its visitor key
RETENTION_INTERVAL = 3600.0  # seconds between two deletions of old rows

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Click:
    """A term opened from the results of a query."""

    query: str
    slug: str
    rank: int | None
    origin: str = ""


Note = Searched | Click
LateNotes = Callable[[], Iterable[Note]]  # evaluated by the writing thread, not while a visitor waits


class SearchLog:
    """Takes notes without blocking a request; takes none unless `enabled`."""

    def __init__(self, database: Database, *, enabled: bool, retention_days: int) -> None:
        self._database = database
        self._retention_days = retention_days
        self._next_retention = self._next_key_removal = 0.0
        self.enabled = enabled
        self._queue: Queue[tuple[float, LateNotes | Note]] = Queue(CAPACITY)
        self._waiting: list[tuple[float, Note]] = []
        self._dropped = 0
        self._failures: list[Exception] = []
        self._starting, self._writing = threading.Lock(), threading.Lock()
        self._stopping = threading.Event()
        self._started_by = 0

    def note(self, what: LateNotes | Note) -> None:
        """Queue a note; drop it if the queue is full."""
        if not self.enabled:
            return
        if self._started_by != os.getpid():
            self.start()
        try:
            self._queue.put_nowait((time.time(), what))
        except Full:
            self._dropped += 1

    def start(self) -> None:
        """Start the writing thread of this process unless it runs already."""
        with self._starting:
            if self._started_by == os.getpid():
                return
            self._started_by = os.getpid()
            self._queue, self._waiting, self._writing = Queue(CAPACITY), [], threading.Lock()
            self._stopping = threading.Event()
            threading.Thread(target=self._run, name="search-log", daemon=True).start()
            atexit.register(self.close)

    def close(self) -> None:
        """Write the queue and stop the thread."""
        if self._started_by == os.getpid() and not self._stopping.is_set():
            self._stopping.set()
            self.flush()
            atexit.unregister(self.close)

    def flush(self) -> None:
        """Write the queue now."""
        with self._writing:
            self._waiting += self._taken(CAPACITY - len(self._waiting))
            self._log_losses()
            try:
                self._maintain(time.monotonic())
                if self._waiting:
                    self._write(self._waiting)
                    self._waiting = []
                    due = time.monotonic() + KEY_LIFETIME + WRITE_INTERVAL
                    self._next_key_removal = min(self._next_key_removal, due)
            except DatabaseUnavailable:
                return  # logged by the database; the notes wait for the next flush

    def _log_losses(self) -> None:
        """Log how many notes were lost since the last flush, in one line a reason."""
        if self._dropped:
            log.warning("the search log dropped %d notes", self._dropped)
            self._dropped = 0
        if self._failures:
            first = self._failures[0]
            log.error("the search log could not evaluate %d notes; first error:", len(self._failures), exc_info=first)
            self._failures = []

    def _maintain(self, now: float) -> None:
        """Remove visitor keys and delete old rows, whichever is due."""
        if now >= self._next_key_removal:
            with self._database.writing() as session:
                old = SearchRow.typed_at < time.time() - KEY_LIFETIME
                session.execute(update(SearchRow).where(old).values(typing=None, typed_at=None))
            self._next_key_removal = math.inf
        if now >= self._next_retention:
            delete_old(self._database, self._retention_days)
            self._next_retention = now + RETENTION_INTERVAL

    def _run(self) -> None:
        while not self._stopping.wait(WRITE_INTERVAL):
            try:
                self.flush()
            except Exception:
                log.exception("the search log failed; its notes are dropped")
                self._waiting = []

    def _taken(self, most: int) -> list[tuple[float, Note]]:
        """Return up to `most` notes of the queue, late ones evaluated, without those that look personal."""
        taken: list[tuple[float, Note]] = []
        while len(taken) < most:
            try:
                at, what = self._queue.get_nowait()
            except Empty:
                break
            taken += [(at, note) for note in self._evaluated(what) if not is_personal(note.query)]
        return taken

    def _evaluated(self, what: LateNotes | Note) -> Sequence[Note]:
        """Return the notes; a late note that raises is lost alone, not the batch it is written with."""
        if not callable(what):
            return (what,)
        try:
            return list(what())
        except Exception as error:  # it runs a search, for which no list of errors is complete
            self._failures.append(error)
            return ()

    def _write(self, notes: Sequence[tuple[float, Note]]) -> None:
        day = today()
        clicks = [
            {"day": day, "query": normalized(note.query), "slug": note.slug, "rank": note.rank, "origin": note.origin}
            for _, note in notes
            if isinstance(note, Click)
        ]
        searched = [(at, note) for at, note in notes if isinstance(note, Searched)]
        with self._database.writing() as session:
            if searched:
                KeystrokeCollapser(session, searched).write(day)
            if clicks:
                session.execute(insert(ClickRow), clicks)
