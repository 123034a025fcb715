"""Servers as processes: started on a free port, used once they answer, stopped at the end."""

from __future__ import annotations

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

ROOT = Path(__file__).parents[2]
START_TIMEOUT = 60.0  # seconds


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], address: str, **variables: str) -> Iterator[None]:
    """Run a server until the end of the block, once it answers at `address`.

    Raises:
        click.ClickException: it does not answer.
    """
    environ = {"GLOSSARY_READ_RATELIMIT": "off", **os.environ, **variables}
    process = subprocess.Popen(  # noqa: S603  commands of this package
        command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(process, address)
        yield
    finally:
        process.terminate()
        process.wait(START_TIMEOUT)


def _wait(process: subprocess.Popen[bytes], address: str) -> None:
    give_up = time.monotonic() + START_TIMEOUT
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310  our own server
                return
        except OSError:
            time.sleep(0.2)
    raise click.ClickException(f"no server answers at {address}")
