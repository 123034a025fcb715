"""Follow the published generation: a process answers from the newest one, and never waits for it.

A watching thread, started by the first request of a process, checks `CURRENT` ten times a second (one stat). A new
generation is opened beside the old one and replaces it in one assignment; requests still reading the old one keep it
until they are done.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.search.engine import Engine
from search_app.search.index import generations
from search_app.search.opening import open_engine

INTERVAL = 0.1  # seconds between two checks of CURRENT

log = logging.getLogger(__name__)


class LiveEngine:
    """The engine of the newest generation. Opened before a fork, it serves every worker; each watches for itself."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._engine: Engine | None = None
        self._stamp: tuple[int, int] | None = None
        self._problem = IndexUnavailable(f"Nothing is published in {index} yet; run `glossary build`.")
        self._lock = threading.Lock()
        self._watched_by = 0
        self.refresh()

    def current(self) -> Engine:
        """Return the engine of the newest generation that can be served.

        Raises:
            IndexUnavailable: there is none.
        """
        if self._watched_by != os.getpid():
            self._start_watching()
        if self._engine is None:
            raise self._problem
        return self._engine

    def _start_watching(self) -> None:
        with self._lock:
            if self._watched_by == os.getpid():
                return
            self._watched_by = os.getpid()
            self.refresh()
            threading.Thread(target=_watch, args=(weakref.ref(self),), name="generation-watch", daemon=True).start()

    def refresh(self) -> None:
        """Open the published generation, if it is another one."""
        stamp = generations.current_stamp(self._index)
        if stamp is None or stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            fresh = open_engine(self._index)
        except IndexUnavailable as error:
            self._problem = error
            log.error("%s", error)
            return
        if self._engine is None or fresh.generation != self._engine.generation:
            log.info("serving the generation %s with %d terms", fresh.generation, len(fresh))
            self._engine = fresh


def _watch(watched: weakref.ref[LiveEngine]) -> None:
    """Check for new generations until the engine is no longer referenced; its files are closed then."""
    while live := watched():
        live.refresh()
        del live
        time.sleep(INTERVAL)
