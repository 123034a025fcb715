"""Processes forked from one switch to a new generation together, by a page of shared memory.

Each has a slot with its process identifier and the publication that it has opened. The first cell has the publication
from which requests are answered: once one process answers from it, none answers from an older one.
"""

from __future__ import annotations

import mmap
import os

SLOTS = 512  # processes at once; of more, the others do not wait for those without a slot

_CELL = 8  # bytes, written at once


class Switch:
    """Created before the fork; publications are numbers that are compared for equality."""

    def __init__(self) -> None:
        self._cells = memoryview(mmap.mmap(-1, (1 + 2 * SLOTS) * _CELL)).cast("q")

    @property
    def answered(self) -> int:
        """Return the publication from which requests are answered; 0 before any is."""
        return self._cells[0]

    def answer_from(self, publication: int) -> None:
        """Have all processes answer from a publication."""
        self._cells[0] = publication

    def prepared(self, publication: int) -> None:
        """Note that this process has opened a publication, or has tried to."""
        if slot := self._own_slot():
            self._cells[slot + 1] = publication

    def all_prepared(self, publication: int) -> bool:
        """Return whether each process has opened a publication, or has tried to."""
        slots = range(1, len(self._cells), 2)
        return all(self._cells[slot + 1] == publication or not _lives(self._cells[slot]) for slot in slots)

    def _own_slot(self) -> int:
        """Return the cell of this process, claiming a free one if it has none; 0 if none is free.

        Processes begin to look at different slots, so that two that start at once claim different ones.
        """
        own = os.getpid()
        places = [1 + 2 * ((own + step) % SLOTS) for step in range(SLOTS)]
        for slot in places:
            if self._cells[slot] == own:
                return slot
        for slot in places:
            if not _lives(self._cells[slot]):
                self._cells[slot] = own
                return slot
        return 0


def _lives(process: int) -> bool:
    if not process:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
