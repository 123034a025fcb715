"""Processes switch to a generation together."""

from __future__ import annotations

import os
import signal

from search_app.search.switching import Switch


def in_child(action) -> int:  # type: ignore[no-untyped-def]
    child = os.fork()
    if child == 0:
        action()
        signal.pause()
    return child


def wait_until(happens) -> None:  # type: ignore[no-untyped-def]
    while not happens():
        os.sched_yield()


def end(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_what_one_process_answers_from_is_seen_by_others() -> None:
    switch = Switch()
    child = in_child(lambda: switch.answer_from(-7))
    try:
        wait_until(lambda: switch.answered == -7)
    finally:
        end(child)


def test_others_are_waited_for_while_they_live() -> None:
    switch = Switch()
    switch.prepared(2)
    assert switch.all_prepared(2)
    child = in_child(lambda: switch.prepared(1))
    try:
        wait_until(lambda: not switch.all_prepared(2))
    finally:
        end(child)
    assert switch.all_prepared(2)
    assert not switch.all_prepared(3)
