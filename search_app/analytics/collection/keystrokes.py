"""Collapse search-as-you-type: successive prefixes typed by one visitor count as one search, the last one.

A search continues another in the same language if one query is a prefix of the other and at most five seconds lie
between them. Until its visitor has paused for that long, a search waits in memory with the visitor key of the day; the
key goes no further.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import Struct

from search_app.language.languages import DEFAULT

TYPING_PAUSE = 5.0  # seconds; after a longer pause a query is a search of its own
LOOK_BACK = 5  # last searches of a visitor that a new one may continue
LATENESS = 1.0  # seconds by which a note of another process may come later than one of this process


class Searched(Struct, frozen=True, gc=False):
    """A search; a msgspec struct, because every request of one makes two, in a tenth of a dataclass's time.

    narrowed: filters were set, or other results were asked for: it may repeat the search before.
    weak: it has results, but none that seems to answer it.
    language: of the page it was made on.
    """

    query: str
    results: int
    corrected: bool
    visitor: str = ""
    origin: str = ""
    narrowed: bool = False
    weak: bool = False
    language: str = DEFAULT


@dataclass(slots=True, eq=False)
class _Waiting:
    """The last search of a run of keystrokes, and its time."""

    query: str
    note: Searched
    at: float
    is_settled: bool = False


class KeystrokeCollapser:
    """Collapses searches (with their times, in seconds) into each other until their visitors pause."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._by_visitor: dict[str, list[_Waiting]] = {}
        self._due: deque[tuple[float, str, _Waiting]] = deque()

    def __len__(self) -> int:
        return len(self._due)

    def add(self, at: float, note: Searched) -> None:
        """Add a search, in place of the one it continues if there is one."""
        query = normalized(note.query)
        typed = self._by_visitor.setdefault(note.visitor, [])
        for last in reversed(typed[-LOOK_BACK:]):
            if abs(at - last.at) > TYPING_PAUSE or note.language != last.note.language:
                continue
            if note.narrowed and query == last.query:
                return
            if query != last.query and (query.startswith(last.query) or last.query.startswith(query)):
                if at >= last.at:  # processes report in turns, not in the order of the keystrokes
                    last.query, last.note, last.at = query, note, at
                    self._due.append((at, note.visitor, last))
                return
        waiting = _Waiting(query, note, at)
        typed.append(waiting)
        self._due.append((at, note.visitor, waiting))

    def settled(self, now: float) -> Iterator[Searched]:
        """Remove and yield the searches whose visitors have paused, and the oldest beyond the capacity."""
        while self._due and (self._due[0][0] < now - TYPING_PAUSE - LATENESS or len(self._due) > self._capacity):
            at, visitor, waiting = self._due.popleft()
            if waiting.at > at or waiting.is_settled:
                continue  # continued since, and queued again
            waiting.is_settled = True
            typed = self._by_visitor[visitor]
            typed.remove(waiting)
            if not typed:
                del self._by_visitor[visitor]
            yield waiting.note

    def settle(self) -> Iterator[Searched]:
        """Remove and yield all searches."""
        return self.settled(float("inf"))


def normalized(query: str) -> str:
    """Return a query as it is stored and counted: case-folded, with single spaces, at most 300 characters."""
    return " ".join(query.casefold().split())[:300]
