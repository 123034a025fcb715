"""Three tiny terms that a test can hold in the head, published; and the real ones, served."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from hypothesis import settings

from search_app.config import load_settings
from search_app.search import Engine, build
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.web.app import create_app
from tests.opensearch.node import Node, is_installable
from tests.postgres import BINARIES
from tests.postgres import Cluster as Postgres

ROOT = Path(__file__).parent.parent

# Nothing is timed here. CI asks the same every time; elsewhere what is drawn changes, so that faults are found.
settings.register_profile("tests", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("tests")

UNLIMITED = {"GLOSSARY_READ_RATELIMIT": "off"}  # tests send more requests a minute than a visitor does

SITE = """
title = "Tiny Glossary"
tagline = "Three words."
[organisation]
name = "Tiny Press"
blurb = "We print three words."
donate = "https://tiny.example/donate"
[terms]
required = ["Example", "Misuse", "Benefits", "Conclusion"]
[[categories]]
slug = "money"
name = "Money"
description = "What it costs."
[[categories]]
slug = "work"
name = "Work"
[[categories]]
slug = "law"
name = "Law"
"""

COPAYMENT = """---
name: Copayment
aliases: [copay, co-pay]
also_in: []
asked_as: [what i hand over at the front desk]
related: [deductible]
updated: 2026-01-10
---
A copayment is a fixed fee for a visit. It is due on the day.

## Example
A cook pays $25 to see a doctor after the deductible is met.

## Example
A driver pays $10 for a generic drug.

## Misuse
Some offices ask for a fee that the plan forbids.

## Benefits
You know the price before you go.

## Conclusion
Ask what the visit costs.
"""

DEDUCTIBLE = """---
name: Deductible
aliases: [annual deductible]
also_in: [law]
asked_as: [why do i pay everything first]
related: []
updated: 2026-02-20
---
A deductible is what you pay each year before the plan pays.

## Example
A teacher owes $500 before the plan pays for a broken arm.

## Misuse
A plan resets the count in January without telling anyone.

## Benefits
A higher one lowers the price of the plan.

## Conclusion
Look at it before the price.
"""

TIP_POOLING = """---
name: Tip Pooling
aliases: [TP]
also_in: [law]
asked_as: [my boss took my tips]
related: [deductible]
updated: 2026-03-30
---
Tip pooling is sharing tips among staff. Owners may not keep any.

## Example
Servers share $400 a night several times a week.

## Misuse
A manager takes a share that is not theirs.

## Benefits
Dishwashers earn a part of the evening.

## Conclusion
Tips belong to those who work for them.
"""

TINY = {"money/copayment": COPAYMENT, "money/deductible": DEDUCTIBLE, "work/tip-pooling": TIP_POOLING}


def write_terms(folder: Path, files: dict[str, str] = TINY, site: str = SITE) -> Path:
    """Write a glossary of `files` (place without .md -> text) and return its folder."""
    for place, text in files.items():
        file = folder / f"{place}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "glossary.toml").write_text(site, encoding="utf-8")
    return folder


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """The three terms as files of a test's own."""
    return write_terms(tmp_path / "terms")


@pytest.fixture(scope="session")
def tiny_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three terms, published; not to be written to."""
    folder = tmp_path_factory.mktemp("tiny")
    build(write_terms(folder / "terms"), folder / "index")
    return folder / "index"


@pytest.fixture(scope="session")
def tiny(tiny_index: Path) -> Engine:
    return Engine.open(tiny_index)


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real terms, published; not to be written to. Processes that test at the same time share it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    index = shared / "real" / "index"
    with (shared / "real.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the first process builds, the others wait for it
        if not (index / "CURRENT").exists():
            build(ROOT / "terms", index)
    return index


@pytest.fixture(scope="session")
def real(real_index: Path) -> Engine:
    return Engine.open(real_index)


@pytest.fixture
def client(tiny_index: Path) -> FlaskClient:
    return client_of(tiny_index)


def client_of(index: Path, **environ: str) -> FlaskClient:
    """Return a client of the application over `index`; what it is told goes to a database of its own."""
    database = f"sqlite:///{index.parent}/audience-{uuid4()}.db"
    environ = {"GLOSSARY_INDEX": str(index), "GLOSSARY_DATABASE_URL": database, **UNLIMITED, **environ}
    return create_app(load_settings(environ)).test_client()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    """A real `glossary serve` in a process of its own; `url` is its origin."""

    def __init__(
        self, *options: str, log: Path, environ: Mapping[str, str] | None = None, port: int | None = None
    ) -> None:
        port = port or free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = log
        self._process = subprocess.Popen(
            [sys.executable, "-m", "search_app", "serve", "--port", str(port), *options],
            stdout=log.open("w"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=log.parent,
            env={
                **os.environ,
                "GLOSSARY_DATABASE_URL": f"sqlite:///{log.parent}/audience.db",
                **UNLIMITED,
                **(environ or {}),
            },
        )

    def wait(self, seconds: float = 60) -> Served:
        """Return when it answers."""
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up and self._process.poll() is None:
            try:
                with urllib.request.urlopen(self.url + "/readyz", timeout=2):
                    return self
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the server did not start:\n{self.log.read_text()}")

    @property
    def pid(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """End all of its processes at once, as a power cut would; one that has stopped stays as it is."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(20)

    def stop(self) -> int:
        """Ask it to stop and return its exit code; what is left of its processes is killed."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(20)
        finally:
            self.kill()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, real_index: Path) -> Iterator[str]:
    """The origin of the real glossary on a real gunicorn."""
    log = tmp_path_factory.mktemp("served") / "log"
    server = Served("--terms", str(ROOT / "terms"), "--index", str(real_index), log=log).wait()
    yield server.url
    assert server.stop() == 0


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Start servers that end with the test: serve("--dev", "--terms", ...)."""
    started: list[Served] = []

    def start(*options: str, port: int | None = None, **environ: str) -> Served:
        log = tmp_path / f"serve-{len(started)}.log"
        started.append(Served(*options, log=log, environ=environ, port=port))
        return started[-1].wait()

    yield start
    for server in started:
        server.kill()  # a stop waits for the connections of a browser, some seconds each time


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of the tests' own."""
    need("PostgreSQL", "postgresql", found=bool(BINARIES))
    cluster = Postgres()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def opensearch() -> Iterator[Node]:
    """A node of OpenSearch of the tests' own."""
    need("OpenSearch", "maven", found=is_installable())
    node = Node(free_port(), free_port())
    try:
        yield node.wait()
    finally:
        node.remove()


@pytest.fixture(scope="session")
def cluster(opensearch: Node) -> Cluster:
    """A connection to that node; its indexes begin with a name that no other test process uses."""
    return Cluster(Address.of(opensearch.url, prefix=f"test-{uuid4().hex[:8]}"))


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """The address of a Redis of the test's own."""
    program = shutil.which("redis-server")
    need("Redis", "redis-server", found=program is not None)
    port = free_port()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen([str(program), *options], stdout=subprocess.DEVNULL)
    wait_for_port(port)
    yield f"redis://127.0.0.1:{port}/0"
    server.terminate()
    server.wait(10)


def need(name: str, package: str, *, found: bool) -> None:
    """Skip a test that needs a server which is not installed; where CI=true it fails."""
    if not found and os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {name}: tests/install-servers.sh did not install it.")
    if not found:
        pytest.skip(f"{name} is not installed (Debian: apt-get install {package}).")


def wait_for_port(port: int, seconds: float = 10) -> None:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on port {port}")


def browser_path() -> str | None:
    """Return the Chromium to test with."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)
