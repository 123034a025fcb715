"""Waiting for sockets: waitress asks all of them on each turn what they wait for, this loop those that changed.

A connection changes when something happens on it, and when a thread that computes a response leaves the rest to the
main thread, for which it pulls the trigger. Listening sockets change with time, and are asked on each turn.
"""

from __future__ import annotations

import select
from collections.abc import Iterable
from typing import Any

from waitress import wasyncore

READ, WRITE = select.POLLIN | select.POLLPRI, select.POLLOUT


class Poll:
    """Waits for what happens on sockets, and lets them respond.

    sockets: by file descriptor, listening ones and triggers first; connections come and go.
    """

    def __init__(self, sockets: dict[int, Any]) -> None:
        self._sockets = sockets
        self._central = frozenset(sockets)
        self._poll = select.poll()
        self._awaited: dict[int, int] = {}  # events that the system is asked for, by file descriptor
        self._changed: list[int] = []

    def turn(self, timeout: float, *, ask_all: bool = False) -> None:
        """Wait for at most `timeout` seconds until something happens, and let the sockets respond."""
        if ask_all or not self._central.isdisjoint(self._changed):  # connections are new, or left by a thread
            self._ask(self._sockets.keys() | self._awaited.keys())
        else:
            self._ask(self._central.union(self._changed))
        happened = self._poll.poll(int(timeout * 1000))
        for number, events in happened:
            if number in self._sockets:
                wasyncore.readwrite(self._sockets[number], events)
        self._changed = [number for number, _ in happened]

    def _ask(self, numbers: Iterable[int]) -> None:
        """Ask sockets what they wait for; one that was closed waits for nothing."""
        for number in numbers:
            events = self._events(self._sockets.get(number))
            if events == self._awaited.get(number, 0):
                continue
            if events:
                self._poll.register(number, events)
                self._awaited[number] = events
            else:
                self._poll.unregister(number)
                del self._awaited[number]

    @staticmethod
    def _events(each: Any) -> int:
        return (READ if each.readable() else 0) | (WRITE if each.writable() else 0) if each else 0
