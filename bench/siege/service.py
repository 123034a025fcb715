"""One `glossary serve` under siege: its folders, its processes, what it wrote."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

from bench.serving.servers import ROOT, free_port

START = 60.0  # seconds a start may take
STOP = 30.0


class Service:
    """A server on a free port, whose folders are in `folder`; it runs inside a `with` block."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.terms, self.index, self.database = folder / "terms", folder / "index", folder / "audience.db"
        self.log = folder / "log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        if not self.terms.exists():
            shutil.copytree(ROOT / "terms", self.terms)
        self._environ = {
            **os.environ,
            "GLOSSARY_TERMS": str(self.terms),
            "GLOSSARY_INDEX": str(self.index),
            "GLOSSARY_DATABASE_URL": f"sqlite:///{self.database}",
            "GLOSSARY_RATELIMIT": "off",
            "GLOSSARY_READ_RATELIMIT": "off",
            **settings,
        }

    def __enter__(self) -> Service:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, and return when it is ready.

        Raises:
            RuntimeError: it does not get ready; the message is its log.
        """
        command = [sys.executable, "-m", "search_app", "serve", "--port", str(self.port)]
        with self.log.open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own command
                command, cwd=self.folder, env=self._environ, stdout=log, stderr=log, start_new_session=True
            )
        give_up = time.monotonic() + START
        while time.monotonic() < give_up and self._process.poll() is None:
            if self.is_ready():
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start:\n{self.log.read_text()}")

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=5) as answer:  # noqa: S310  our own server
                return int(answer.status) == 200
        except OSError:
            return False

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `glossary` with the settings of this service."""
        return subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", "search_app", *arguments],
            cwd=self.folder, env=self._environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def send(self, which: signal.Signals) -> None:
        self._process.send_signal(which)

    def workers(self) -> list[int]:
        """Return the process ids of the workers."""
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def memory(self) -> float:
        """Return the memory of the master and the workers in MB; what they share counts once."""
        return sum(map(_proportional, [self._process.pid, *self.workers()])) / 1024

    def generation(self) -> Path:
        """Return the folder of the generation that is published."""
        return self.index / (self.index / "CURRENT").read_text().strip()

    def stop(self) -> int:
        """Stop the server as an operator does, and return its exit code."""
        if self._process.poll() is None:
            self.send(signal.SIGTERM)
        try:
            return self._process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            return self._process.wait(STOP)


def _proportional(pid: int) -> int:
    """Return the memory of a process in KB, with its share of what others use too; 0 if it has gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
