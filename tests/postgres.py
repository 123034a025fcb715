"""A PostgreSQL of the tests' own: Debian's, on a free port, gone with the tests."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))


class Cluster:
    """A running cluster; `create(name)` gives the URL of a new, empty database in it."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="glossary-pg-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self._folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self._folder / "data"), "-A", "trust", "-U", "postgres", "--no-sync")
        self.start()

    def start(self) -> None:
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._folder}"
        self._control("start", "-w", "-l", str(self._folder / "log"), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-m", mode)

    def create(self, name: str) -> str:
        command = ["createdb", "-h", "127.0.0.1", "-p", str(self._port), "-U", "postgres", name]
        self._run(*command)
        return f"postgresql://postgres@127.0.0.1:{self._port}/{name}"

    def dump(self, name: str) -> str:
        """Return everything in a database, as pg_dump writes it."""
        return self._run("pg_dump", "-h", "127.0.0.1", "-p", str(self._port), "-U", "postgres", name)

    def remove(self) -> None:
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), *arguments)

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(BINARIES[-1] / program), *arguments]
        if os.getuid() == 0:
            command = ["su", "postgres", "-c", shlex.join(command)]
        with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as the server runs
            done = subprocess.run(command, cwd="/", stdout=said, stderr=said, check=False, timeout=60)
            said.seek(0)
            text = said.read().decode()
        assert done.returncode == 0, text
        return text
