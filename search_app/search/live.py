"""Follow the published generation: a process answers from the newest, and never from an older one than others did.

A watching thread checks `CURRENT` ten times a second (one stat). A new generation is opened beside the old one. When
all processes have opened it, or one has waited for a second, all switch at their next request; requests still reading
the old one keep it until they are done. What could not be opened is tried again, after pauses that double.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import weakref
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.search.engine import Engine
from search_app.search.index import generations
from search_app.search.opening import Opened, open_newest, reason
from search_app.search.replica import Replica
from search_app.search.switching import Switch

INTERVAL = 0.1  # seconds between two checks of CURRENT
FILES_INTERVAL = 1.0  # seconds between two checks of the files that are served
PATIENCE = 1.0  # seconds that a process waits for others before it switches
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 60.0  # seconds before what failed is tried again

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServingState:
    """What a process serves. The texts contain no paths, and are empty if there is nothing to say.

    waiting: the published generation, if it is not the one that is served; problem: why, or what is damaged.
    """

    generation: str
    terms: int
    waiting: str
    problem: str


class LiveEngine:
    """The engine of the newest generation. Opened before a fork, it serves every worker; each watches for itself.

    adapt: wraps each engine before it is served.
    replica: the copy of what a cluster publishes, which is served instead of what is built in `index`.
    """

    def __init__(
        self, index: Path, adapt: Callable[[Engine], Engine] = lambda engine: engine, replica: Replica | None = None
    ) -> None:
        self.published = self.refused = 0  # generations that were served so far, and attempts to open one that failed
        self._index, self._adapt = replica.folder if replica else index, adapt
        self._replica = replica
        self._switch = Switch()
        self._serving: Opened | None = None
        self._prepared: Opened | None = None  # to be served from the next switch on
        self._publication = 0  # the newest one that was opened or refused
        self._caught_up = 0  # the last one of the switch that was followed
        self._missing = f"Nothing is published in {index} yet; run `glossary build`."
        self._failure, self._damage = Retry(FIRST_PAUSE), Retry(FILES_INTERVAL)
        self._lock = threading.RLock()
        self._watched_by = 0
        self.refresh()

    def current(self) -> Engine:
        """Return the engine of the newest generation that can be served.

        Raises:
            IndexUnavailable: there is none.
        """
        if self._watched_by != os.getpid():
            self.start()
        if self._caught_up != self._switch.answered:
            self._catch_up()
        serving = self._serving
        if serving is None:
            raise IndexUnavailable(self._missing)
        return serving.engine

    def state(self) -> ServingState:
        """Return what is served, and what keeps the published generation from being served."""
        serving = self._serving
        if serving is None:
            return ServingState("", 0, "", reason(IndexUnavailable(self._missing), self._index))
        generation = serving.engine.generation
        waiting = self._published() if self._failure.problem else ""
        problem = self._failure.problem or self._damage.problem
        return ServingState(generation, len(serving.engine), waiting if waiting != generation else "", problem)

    def start(self) -> None:
        """Open what was published since the fork and watch; nothing is done in a process that watches already."""
        with self._lock:
            if self._watched_by == os.getpid():
                return
            self._check_files(thoroughly=True)
            self.refresh()
            self._switch.prepared(self._publication)
            try:
                threading.Thread(target=_watch, args=(weakref.ref(self),), name="generation-watch", daemon=True).start()
            except (RuntimeError, MemoryError):  # no more threads: the next request tries again
                log.exception("new generations are not watched for")
            else:
                self._watched_by = os.getpid()

    def refresh(self) -> None:
        """Open the published generation if it is not open yet, and answer from it; errors are logged."""
        with self._lock:
            self._prepare()
            self._answer()

    def follow(self) -> None:
        """Check the files that are served, and the publication; answer from a new one when all processes can."""
        if self._replica:
            self._replica.follow()
        with self._lock:
            if self._damage.is_due():
                self._check_files()
            self._prepare()
            publication = self._publication
        if self._prepared and self._wait_for_others(publication):
            with self._lock:
                self._answer()

    def _catch_up(self) -> None:
        """Answer from what another process answers from; it is opened now if that has not been done yet."""
        with self._lock:
            answered = self._switch.answered
            self.refresh()
            self._caught_up = answered

    def _prepare(self) -> None:
        """Open the published generation, if it is another one, or if the pause after a failure is over."""
        publication = hash(generations.current_stamp(self._index) or 0)
        if not publication or (
            publication == self._publication and not (self._failure.problem and self._failure.is_due())
        ):
            return
        if publication != self._publication:
            self._failure.reset()
        try:
            cluster = self._replica.cluster if self._replica else None
            opened = open_newest(self._index, self._prepared or self._serving, cluster)
        except Exception as error:  # of any kind: it is tried again
            self._failed(error)
        else:
            known = [each.engine for each in (self._prepared, self._serving) if each]
            if all(opened.engine is not engine for engine in known):
                self._prepared = replace(opened, engine=self._adapt(opened.engine))
            self.refused += bool(opened.refused)
            self._failure.report(opened.refused)
        self._publication = publication
        if self._watched_by == os.getpid():  # the process that forks the others answers nothing: none waits for it
            self._switch.prepared(publication)

    def _failed(self, error: Exception) -> None:
        self.refused += 1
        self._failure.report(reason(error, self._index))
        if isinstance(error, IndexUnavailable):
            self._missing = str(error)
            log.error("%s", error)
        else:
            self._missing = self._failure.problem
            log.error("the published generation cannot be opened; it is tried again", exc_info=error)

    def _wait_for_others(self, publication: int) -> bool:
        """Return whether to switch: all are prepared, one has switched, or some take long; not to an outdated one."""
        give_up = time.monotonic() + PATIENCE
        while self._switch.answered != publication and not self._switch.all_prepared(publication):
            if time.monotonic() > give_up:
                break
            time.sleep(INTERVAL / 10)
        return hash(generations.current_stamp(self._index) or 0) == publication

    def _answer(self) -> None:
        """Answer from what was prepared."""
        opened, self._prepared = self._prepared, None
        if opened is None:
            return
        log.info("serving the generation %s with %d terms", opened.engine.generation, len(opened.engine))
        self._switch.answer_from(self._publication)
        self._serving, self._caught_up = opened, self._publication
        self.published += 1

    def _check_files(self, *, thoroughly: bool = False) -> None:
        """Stop to serve a generation that is mapped and damaged; report one that is in memory and damaged on disk."""
        if self._serving is None:
            return
        try:
            problem = self._serving.damage(thoroughly=thoroughly and not self._serving.files.in_memory)
        except OSError as error:
            log.error("the files of the generation cannot be checked now: %s", error)
            return
        if problem and problem != self._damage.problem:
            log.error("%s Run `glossary build`.", problem)
        self._damage.report(problem)
        if problem and not self._serving.files.in_memory:
            self._serving, self._missing, self._publication = None, problem, 0

    def _published(self) -> str:
        try:
            return generations.current_name(self._index) or ""
        except OSError:
            return ""


class Retry:
    """A problem, and when to look again: after pauses that double while it lasts."""

    def __init__(self, pause: float) -> None:
        self.problem = ""
        self._first = self._pause = pause
        self._at = 0.0

    def is_due(self) -> bool:
        """Return whether the pause is over."""
        return time.monotonic() >= self._at

    def report(self, problem: str) -> None:
        """Note the problem, or with an empty text that there is none."""
        if not problem:
            self._pause = self._first
        self._at = time.monotonic() + self._pause
        if problem:
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self.problem = problem

    def reset(self) -> None:
        """Begin with the shortest pause again."""
        self._pause = self._first


def _watch(watched: weakref.ref[LiveEngine]) -> None:
    """Check for new generations until the engine is no longer referenced; its files are closed then."""
    while live := watched():
        try:
            live.follow()
        except Exception:  # whatever it was, it must not end the watch
            with suppress(Exception):
                log.exception("the published generation could not be checked; it is tried again")
        del live
        time.sleep(INTERVAL)
