"""The database of votes damaged, emptied, locked, and dated by a wrong clock; votes while workers are killed."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from uuid import uuid4

from bench.siege.service import Service
from bench.siege.trial import Trial

POSTS, POST_KILLS = 10_000, 3
VOTES = 100  # while the database is faulty
OLD_DAYS = 400


def trials(folder: Path) -> Iterator[Trial]:
    """Yield a trial of each kind."""
    yield _votes_with_kills(folder / "posts")
    for name, fault in {
        "database emptied": _emptied,
        "database overwritten": _overwritten,
        "database locked": _locked,
    }.items():
        yield _faulty(folder / name.replace(" ", "-"), name, fault)
    yield _clock(folder / "clock")


def vote(service: Service, name: str) -> int:
    """Send a vote and return the status, 0 if the connection broke."""
    body = json.dumps({"helpful": True, "id": name}).encode()
    request = urllib.request.Request(  # noqa: S310  our own server
        f"{service.url}/api/v1/terms/copayment/feedback", body, {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except (OSError, EOFError):
        return 0


def stored(service: Service) -> set[str]:
    with closing(sqlite3.connect(service.database, timeout=20)) as database:
        return {str(row[0]) for row in database.execute("SELECT id FROM feedback")}


def _votes_with_kills(folder: Path) -> Trial:
    names = [str(uuid4()) for _ in range(POSTS)]
    answered: dict[str, int] = {}

    def send(part: list[str]) -> None:
        for name in part:
            for _ in range(10):
                answered[name] = vote(service, name)
                if answered[name] == 201:
                    break
                time.sleep(0.2)

    with Service(folder) as service:
        threads = [threading.Thread(target=send, args=(names[number::4],)) for number in range(4)]
        for thread in threads:
            thread.start()
        for _ in range(POST_KILLS):
            time.sleep(4)
            with suppress(ProcessLookupError):
                os.kill(service.workers()[0], signal.SIGKILL)
        for thread in threads:
            thread.join()
        kept = stored(service)
    taken = {name for name, status in answered.items() if status == 201}
    trial = Trial("votes", f"{POSTS:,} votes, {POST_KILLS} workers killed")
    trial.counted = f"{len(taken):,} answered 201, {len(taken - kept)} of them lost"
    trial.expect(not taken - kept, f"{len(taken - kept)} votes lost")
    trial.expect(len(taken) == POSTS, f"{POSTS - len(taken)} votes never taken")
    return trial


def _faulty(folder: Path, name: str, fault: Callable[[Service], Callable[[], None]]) -> Trial:
    with Service(folder) as service:
        vote(service, str(uuid4()))
        repair = fault(service)
        during = {each: vote(service, each) for each in (str(uuid4()) for _ in range(VOTES))}
        repair()
        time.sleep(3)
        after = {each: vote(service, each) for each in (str(uuid4()) for _ in range(VOTES))}
        kept = stored(service)
        ready = service.is_ready()
        lines = service.log.read_text().count("database")
    taken = {each for each, status in {**during, **after}.items() if status == 201}
    trial = Trial(name, f"{VOTES} votes during the fault, {VOTES} after it")
    trial.counted = f"{len(taken)} answered 201, {len(taken - kept)} of them lost"
    trial.expect(set(during.values()) <= {201, 503}, f"statuses {sorted(set(during.values()))}")
    trial.expect(set(after.values()) == {201}, f"afterwards {sorted(set(after.values()))}")
    trial.expect(not taken - kept, f"{len(taken - kept)} votes lost")
    trial.expect(ready, "not ready")
    trial.expect(lines < 20, f"{lines} lines in the log")
    return trial


def _emptied(service: Service) -> Callable[[], None]:
    os.truncate(service.database, 0)
    return lambda: None  # it is created again


def _overwritten(service: Service) -> Callable[[], None]:
    service.database.write_bytes(os.urandom(65536))
    return lambda: service.database.rename(service.database.with_suffix(".damaged"))  # as the log advises


def _locked(service: Service) -> Callable[[], None]:
    lock = sqlite3.connect(service.database, timeout=20, check_same_thread=False)
    lock.execute("BEGIN EXCLUSIVE")
    threading.Timer(10, lock.close).start()
    return lambda: time.sleep(11)


def _clock(folder: Path) -> Trial:
    """Date all rows 400 days back: to the server the clock has leapt ahead."""
    with Service(folder) as service:
        for _ in range(50):
            vote(service, str(uuid4()))
    with closing(sqlite3.connect(service.database)) as database, database:
        database.execute("UPDATE feedback SET day = date(day, ?)", (f"-{OLD_DAYS} days",))
    with service:
        time.sleep(5)
        vote(service, str(uuid4()))
        time.sleep(2)
        kept = stored(service)
    trial = Trial("clock", f"{OLD_DAYS} days ahead at the start")
    trial.counted = f"{len(kept)} of 51 votes kept"
    trial.expect(len(kept) == 51, "votes deleted")
    return trial
