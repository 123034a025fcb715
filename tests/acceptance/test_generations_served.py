"""Generations under a real gunicorn: damaged, replaced, and followed by workers that replace others."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from search_app.search import build
from tests.concurrency import repeating
from tests.conftest import COPAYMENT, Served

PATHS = (
    "/api/v1/search?q=copay+{}",
    "/terms/deductible?{}",
    "/api/v1/suggest?q=tip&{}",
    "/browse?{}",
    "/search?q=plan+{}",
)


def workers(server: Served) -> set[int]:
    """Return the processes of the workers."""
    return {int(child) for child in Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()}


def read(url: str) -> str:
    with urlopen(url, timeout=20) as response:
        return str(response.read().decode())


def replace_workers(server: Served) -> None:
    """Kill all workers, and wait for others."""
    old = workers(server)
    for worker in old:
        os.kill(worker, signal.SIGKILL)
    give_up = time.monotonic() + 60
    while (len(workers(server) - old) < 2 or workers(server) & old) and time.monotonic() < give_up:
        time.sleep(0.02)


def test_no_damage_to_the_files_that_are_served_changes_an_answer(
    serve: Callable[..., Served], terms: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    folder = index / build(terms, index).manifest.generation
    server = serve("--terms", str(tmp_path / "none"), "--index", str(index))
    before, started = [read(server.url + path.format("")) for path in PATHS], workers(server)
    for number, file in enumerate(sorted(folder.iterdir())):
        size = file.stat().st_size
        os.truncate(file, 0)
        if number % 2:
            file.write_bytes(b"\xff" * size)
        path = number % len(PATHS)
        answer = read(server.url + PATHS[path].format(number))  # another URL: no cached response
        assert ("deductible" in answer) == ("deductible" in before[path])
    assert workers(server) == started
    give_up = time.monotonic() + 60
    while (ready := json.loads(read(server.url + "/readyz")))["status"] == "ok" and time.monotonic() < give_up:
        time.sleep(0.1)
    assert "damaged" in ready["detail"]
    replace_workers(server)  # the master has the generation in memory
    assert "Copayment" in read(server.url + "/terms/copayment?again")


@contextmanager
def generations_seen(url: str) -> Iterator[list[str]]:
    """Record the generations of all answers, in the order in which the requests were sent, one at a time."""
    seen: list[str] = []

    def ask() -> None:
        with suppress(OSError, HTTPException):  # a connection of the worker that was killed, perhaps within an answer
            seen.append(json.loads(read(url + "/readyz"))["generation"])

    with repeating(ask):
        yield seen


def test_no_answer_is_from_an_older_generation_than_the_one_before(
    serve: Callable[..., Served], terms: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    published = [build(terms, index).manifest.generation]
    server = serve("--terms", str(tmp_path / "none"), "--index", str(index))
    with generations_seen(server.url) as seen:
        for event in ("kill", "hang up", "publish"):
            (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", f"fixed {event} fee"))
            published.append(build(terms, index).manifest.generation)
            give_up = time.monotonic() + 60
            while published[-1] not in seen and time.monotonic() < give_up:
                time.sleep(0.02)
            if event == "kill":
                replace_workers(server)
            if event == "hang up":
                os.kill(server.pid, signal.SIGHUP)
            enough = len(seen) + 50
            while len(seen) < enough and time.monotonic() < give_up:
                time.sleep(0.02)
    assert set(seen) == set(published)
    assert seen == sorted(seen)
