"""The search log: searches and clicks, written in the background.

A request appends a note to a bounded queue and returns. One thread of each process sends the queue to the process that
writes (`note_channel.py`), which drops what looks personal, collapses keystrokes (`keystrokes.py`), counts equal rows
(`row_counts.py`) and writes them in small transactions. Everything that waits is bounded; what does not fit is dropped
and counted. The thread works in short slices, because a request waits as long as a slice lasts.
"""

from __future__ import annotations

import atexit
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TypeVar

from search_app.analytics.collection.keystrokes import KeystrokeCollapser, Searched
from search_app.analytics.collection.note_channel import NoteChannel, Notes, sorted_notes
from search_app.analytics.collection.row_counts import Click, RowCounts
from search_app.analytics.privacy.redaction import is_personal
from search_app.analytics.privacy.retention import Retention
from search_app.analytics.storage.database import Database
from search_app.errors import DatabaseUnavailable

CAPACITY = 10_000  # notes that wait: unsent, for the end of typing, and different rows for the database
LATE_CAPACITY = 100  # late notes that wait
LATE_A_ROUND = 5  # late notes evaluated in a round; each may run a search
INTERVAL = 0.25  # seconds between two rounds of the thread
SLICE = 25  # notes handled without a pause
PAUSE = 0.001  # seconds
LONGEST_RETRY = 60.0  # seconds between attempts to write to a database that fails
REPORT_INTERVAL = 60.0  # seconds between two lines about lost notes
CLOSING = 3.0  # seconds in which the rest is written when the process ends

log = logging.getLogger(__name__)

T = TypeVar("T")
Note = Searched | Click
LateNotes = Callable[[], Iterable[Note]]  # evaluated by the thread, not while a visitor waits


class SearchLog:
    """Takes notes without blocking a request; takes none unless `enabled`."""

    def __init__(self, database: Database, *, enabled: bool, retention_days: int) -> None:
        self._database = database
        self._retention = Retention(database, retention_days)
        self.enabled = enabled
        self.dropped = 0  # notes that this process has lost since its start, for whatever reason
        self._reported = 0  # of these, in the log already
        self._failures: list[Exception] = []
        self._channel = NoteChannel()
        self._starting, self._started_by = threading.Lock(), 0
        self._reset()

    def _reset(self) -> None:
        self._queue: deque[tuple[float, Note]] = deque()
        self._late: deque[tuple[float, LateNotes]] = deque()
        self._typing, self._rows = KeystrokeCollapser(CAPACITY), RowCounts(CAPACITY)
        self._working, self._stopping = threading.Lock(), threading.Event()
        self._next_write = self._next_report = 0.0
        self._retry = INTERVAL
        self._give_up = float("inf")

    @property
    def waiting(self) -> int:
        """Return how many notes and rows wait in this process."""
        return len(self._queue) + len(self._late) + len(self._typing) + len(self._rows)

    def note(self, what: LateNotes | Note) -> None:
        """Queue a note; drop it if the queue is full."""
        if not self.enabled:
            return
        if self._started_by != os.getpid():
            self.start()
        if callable(what):
            self._append(self._late, what, LATE_CAPACITY)
        else:
            self._append(self._queue, what, CAPACITY)

    def _append(self, queue: deque[tuple[float, T]], what: T, capacity: int) -> None:
        if len(queue) < capacity:
            queue.append((time.monotonic(), what))  # one clock for all processes, never set back
        else:
            self.dropped += 1

    def start(self) -> None:
        """Start the thread of this process unless it runs already."""
        with self._starting:
            if self._started_by == os.getpid():
                return
            self._reset()
            self._started_by = os.getpid()
            threading.Thread(target=self._run, name="search-log", daemon=True).start()
            atexit.register(self.close)

    def close(self) -> None:
        """Write what waits, within CLOSING seconds, drop the rest, and stop the thread."""
        if self._started_by != os.getpid() or self._stopping.is_set():
            return
        self._stopping.set()
        self._give_up = time.monotonic() + CLOSING
        try:
            self.flush()
        except Exception:
            log.exception("the search log failed at the end")
        self._channel.resign()
        self.dropped += len(self._queue) + len(self._late) + self._rows.clear()
        self._queue.clear()
        self._late.clear()
        self._report_losses()
        atexit.unregister(self.close)

    def flush(self) -> None:
        """Write what waits now, as far as the database takes it; whoever still types is not waited for."""
        with self._working:
            self._next_write = 0.0
            while self._late and time.monotonic() < self._give_up:
                self._evaluate()
            while not self._channel.become_writer():
                while self._queue and self._send():
                    pass
                if (not self._queue and self._channel.is_empty()) or time.monotonic() > self._give_up:
                    return  # the writer has them, or will not take them in time
                time.sleep(PAUSE)
            self._collect(pause=0)
            self._count(self._typing.settle())
            self._write(pause=0)

    def _run(self) -> None:
        while not self._stopping.wait(INTERVAL):
            with self._working:
                try:
                    self._round()
                    if time.monotonic() >= self._next_report:
                        self._report_losses()
                except Exception:  # the thread must go on; a fault that stays is logged once a minute
                    log.exception("the search log failed; its rows are dropped")
                    self.dropped += self._rows.clear()
                    self._next_write = time.monotonic() + LONGEST_RETRY

    def _round(self) -> None:
        for _ in range(min(len(self._late), LATE_A_ROUND)):
            self._evaluate()
            time.sleep(PAUSE)
        if not self._channel.become_writer():
            while self._queue and self._send():
                time.sleep(PAUSE)
            return
        self._collect(PAUSE)
        self._count(self._typing.settled(time.monotonic()), PAUSE)
        self._write(PAUSE)

    def _evaluate(self) -> None:
        """Evaluate one late note; one that raises is lost alone."""
        at, notes = self._late.popleft()
        try:
            self._queue.extend([(at, note) for note in notes()])
        except Exception as error:  # it runs a search, for which no list of errors is complete
            self._failures.append(error)
            self.dropped += 1

    def _send(self) -> int:
        """Send some notes to the writer and return how many it takes."""
        sent = self._channel.send([self._queue[place] for place in range(min(len(self._queue), SLICE * 4))])
        for _ in range(sent):
            self._queue.popleft()
        return sent

    def _collect(self, pause: float) -> None:
        """Take the notes of this process and of the others."""
        while self._queue:
            here = [self._queue.popleft() for _ in range(min(len(self._queue), SLICE))]
            self._take(sorted_notes(here), pause)
        while time.monotonic() < self._give_up and (notes := self._channel.receive()):
            self._take(notes, pause)

    def _take(self, notes: Notes, pause: float) -> None:
        for number, (at, searched) in enumerate(notes.searched, 1):
            if not is_personal(searched.query):
                self._typing.add(at, searched)
            if number % SLICE == 0:
                time.sleep(pause)
        self._count(click for click in notes.clicks if not is_personal(click.query))
        time.sleep(pause)

    def _count(self, notes: Iterable[Note], pause: float = 0) -> None:
        for number, note in enumerate(notes, 1):
            self.dropped += not self._rows.add(note)
            if number % SLICE == 0:
                time.sleep(pause)

    def _write(self, pause: float) -> None:
        """Write the rows and delete old ones; after a failure, wait twice as long as after the last one."""
        if time.monotonic() < self._next_write:
            return
        try:
            self._retention.run()
            while self._rows and time.monotonic() < self._give_up:
                self._rows.write_batch(self._database)
                time.sleep(pause)
        except DatabaseUnavailable:  # logged by the database
            self._retry = min(2 * self._retry, LONGEST_RETRY)
            self._next_write = time.monotonic() + self._retry
        else:
            self._retry = INTERVAL
            self._next_write = time.monotonic() + 4 * INTERVAL

    def _report_losses(self) -> None:
        """Log how many notes were lost since the last line, and the first error: once a minute, and at the end."""
        self._next_report = time.monotonic() + REPORT_INTERVAL
        if self._failures:
            first = self._failures[0]
            log.error("the search log could not evaluate %d notes; first error:", len(self._failures), exc_info=first)
            self._reported += len(self._failures)
            self._failures = []
        if self.dropped > self._reported:
            log.warning("the search log dropped %d notes", self.dropped - self._reported)
            self._reported = self.dropped
