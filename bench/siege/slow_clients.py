"""Two hundred clients that are slow in one of four ways, beside visitors who are not."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from bench.siege.service import Service
from bench.siege.trial import Trial
from bench.siege.visitors import Visitors

CLIENTS = 200
SECONDS = 10
KINDS = {
    "slow headers": b"GET /search?q=copay HTTP/1.1\r\nHost: localhost\r\n",
    "slow bodies": b"POST /api/v1/match HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    b"Content-Length: 10000\r\n\r\n",
    "slow readers": b"GET /api/v1/vocabulary HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "idle connections": b"",
}
DRIPS = {"slow headers": b"X-A: b\r\n", "slow bodies": b" "}


def trials(folder: Path) -> Iterator[Trial]:
    """Yield a trial of each kind."""
    for kind, begun in KINDS.items():
        with Service(folder / kind.replace(" ", "-")) as service, ExitStack() as opened:
            clients = [opened.enter_context(_connected(service.port)) for _ in range(CLIENTS)]
            for client in clients:
                client.sendall(begun)
            with Visitors(service.port) as visitors:
                for _ in range(SECONDS):
                    for client in clients:
                        _drip(client, DRIPS.get(kind, b""))
                    time.sleep(1)
            trial = Trial(kind, f"{CLIENTS} {kind} for {SECONDS} s", visitors.answers)
            trial.expect_answers()
            yield trial


def _connected(port: int) -> socket.socket:
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.connect(("127.0.0.1", port))
    return client


def _drip(client: socket.socket, data: bytes) -> None:
    """Send a little more; a server that has given the client up may have closed the connection."""
    try:
        client.sendall(data)
    except OSError:
        return
