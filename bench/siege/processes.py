"""Workers killed, the server told to reload and to stop, and an hour of visitors, or less."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from bench.siege.service import Service
from bench.siege.trial import Trial
from bench.siege.visitors import Visitors

KILLS, KILL_SECONDS = 10, 15
RELOADS = 3
GROWTH = 1.1  # of memory in a soak, at most


def trials(folder: Path, soak: float) -> Iterator[Trial]:
    """Yield a trial of each kind; the soak takes `soak` minutes."""
    yield _kills(folder / "kills")
    yield _reloads(folder / "reloads")
    yield _stop(folder / "stop")
    yield _soak(folder / "soak", soak)


def _kills(folder: Path) -> Trial:
    with Service(folder) as service:
        with Visitors(service.port) as visitors:
            for number in range(KILLS):
                workers = service.workers()
                with suppress(ProcessLookupError):
                    os.kill(workers[number % len(workers)], signal.SIGKILL)
                time.sleep(KILL_SECONDS / KILLS)
        time.sleep(1)
        trial = Trial("workers killed", f"{KILLS} kills in {KILL_SECONDS} s", visitors.answers)
        lost = len(visitors.answers.lost)
        trial.counted = f"{lost} in flight in a killed worker"
        trial.expect(lost <= KILLS * 4, f"{lost} requests lost by {KILLS} kills of workers with four threads")
        trial.expect(not visitors.answers.stale, f"{visitors.answers.stale} from an older generation")
        trial.expect(not visitors.answers.wrong, "wrong answers")
        trial.expect(service.is_ready(), "not ready afterwards")
    return trial


def _reloads(folder: Path) -> Trial:
    with Service(folder) as service:
        with Visitors(service.port) as visitors:
            for _ in range(RELOADS):
                service.send(signal.SIGHUP)
                time.sleep(4)
        trial = Trial("HUP", f"{RELOADS} times in {4 * RELOADS} s", visitors.answers)
        trial.expect_answers()
        trial.expect(service.is_ready(), "not ready afterwards")
    return trial


def _stop(folder: Path) -> Trial:
    with Service(folder) as service:
        with Visitors(service.port) as visitors:
            time.sleep(3)
            code = service.stop()
        trial = Trial("TERM", "while visitors search", visitors.answers)
        trial.counted = f"{visitors.answers.refused} came after it"
        trial.expect_answers()
        trial.expect(code == 0, f"exit code {code}")
    return trial


def _soak(folder: Path, minutes: float) -> Trial:
    with Service(folder) as service, Visitors(service.port) as visitors:
        time.sleep(minutes * 60 / 3)
        before = service.memory()
        time.sleep(minutes * 60 * 2 / 3)
        after = service.memory()
    trial = Trial("soak", f"{minutes:g} minutes", visitors.answers)
    trial.counted = f"memory {before:.0f} MB after a third, {after:.0f} MB at the end"
    trial.expect_answers()
    trial.expect(after <= before * GROWTH, "memory grows")
    return trial
