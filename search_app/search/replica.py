"""A copy of the vocabulary that a cluster publishes, on this machine: generations in a folder, as builds leave them.

Of all processes of a machine one looks for new generations and copies them; the others see them in the folder. While
the cluster cannot be reached, the copy is served.
"""

from __future__ import annotations

import fcntl
import logging
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from search_app.errors import GlossaryError
from search_app.search.index import generations

if TYPE_CHECKING:  # without the extra there is no client library
    from search_app.search.opensearch.cluster import Cluster

INTERVAL = 1.0  # seconds between two looks at the pointer
FOLDER = ".opensearch"  # in the folder of generations

log = logging.getLogger(__name__)


class Replica:
    """The copy in a folder of `index`."""

    def __init__(self, cluster: Cluster, index: Path) -> None:
        self.cluster = cluster
        self.folder = index / FOLDER
        self._lock: IO[str] | None = None
        self._due = 0.0
        self._problem = ""  # that was logged

    def start(self) -> None:
        """Copy a new generation if there is one; errors are logged, and what was copied before is served."""
        self._look()
        if self._lock:  # a process that is forked from this one would share it
            self._lock.close()
        self._lock = None

    def follow(self) -> None:
        """Copy a new generation if there is one, once a second and in one process; an error is logged once."""
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + INTERVAL
            self._look()

    def _look(self) -> None:
        problem = ""
        try:
            if self._is_ours():
                self.refresh()
        except (GlossaryError, OSError) as error:
            problem = str(error)
        if problem and problem != self._problem:
            log.warning("new generations cannot be looked for: %s", problem)
        elif self._problem and not problem:
            log.warning("new generations are looked for again")
        self._problem = problem

    def refresh(self) -> None:
        """Copy the published generation, verify it and point to it, if that has not been done.

        Raises:
            TextsUnavailable: the cluster cannot be read.
            GenerationRefused: what it has is damaged.
        """
        from search_app.search.opensearch.generations import PublishedGenerations  # noqa: PLC0415  as above

        published = PublishedGenerations(self.cluster)
        names, have = published.names(), generations.current_name(self.folder)
        if not names or names[0] == have:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        if not (self.folder / names[0]).is_dir():
            with tempfile.TemporaryDirectory(prefix=".copying-", dir=self.folder) as temporary:
                folder = Path(temporary) / names[0]
                folder.mkdir()
                published.download(names[0], folder, self.folder / have if have else None)
                folder.rename(self.folder / names[0])
        generations.replace_current(self.folder, names[0])
        generations.prune(self.folder, names[0])

    def _is_ours(self) -> bool:
        """Return whether this process copies: the first that asks, until it ends."""
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                return False
            self._lock = lock
        return True
