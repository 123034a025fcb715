"""Processes switch to a generation together."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from search_app.search.switching import Switch
from tests.concurrency import fork, kill


@contextmanager
def another_process(action: Callable[[], None]) -> Iterator[None]:
    """Have another process do something first, and live for the duration of the context."""

    def act() -> None:
        action()
        signal.pause()

    process = fork(act)
    try:
        yield
    finally:
        kill(process)


def wait_until(happens: Callable[[], bool]) -> None:
    while not happens():
        os.sched_yield()


def test_what_one_process_answers_from_is_seen_by_others() -> None:
    switch = Switch()
    with another_process(lambda: switch.answer_from(-7)):
        wait_until(lambda: switch.answered == -7)


def test_others_are_waited_for_while_they_live() -> None:
    switch = Switch()
    switch.prepared(2)
    assert switch.all_prepared(2)
    with another_process(lambda: switch.prepared(1)):
        wait_until(lambda: not switch.all_prepared(2))
    assert switch.all_prepared(2)
    assert not switch.all_prepared(3)
