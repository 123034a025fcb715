"""`glossary doctor`: what is wrong with an installation is named, with its remedy; nothing is changed."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from search_app.analytics.privacy.visitor_keys import today
from search_app.analytics.storage.database import Database
from search_app.analytics.storage.tables import SearchRow
from search_app.operations.doctor import diagnose
from search_app.operations.finding import Finding
from search_app.search import build
from tests.cli.command import invoke
from tests.conftest import Served, free_port, write_terms
from tests.opensearch.node import Node

SUBJECTS = ["settings", "permissions", "index", "database", "clock", "limits", "proxy headers"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation in which all is well."""
    for name in [name for name in os.environ if name.startswith("GLOSSARY_")]:
        monkeypatch.delenv(name)
    write_terms(tmp_path / "terms")
    build(tmp_path / "terms", tmp_path / "index")
    url = f"sqlite:///{tmp_path}/var/audience.db"
    Database(url).prepare()
    (tmp_path / "var" / "audience.db").chmod(0o600)
    for name, value in {"DATABASE_URL": url, "BASE_URL": "https://g.example", "TRUSTED_PROXIES": "1"}.items():
        monkeypatch.setenv(f"GLOSSARY_{name}", value)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    core = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, core[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_CORE, core)


def found(place: Path, url: str | None = None) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    for finding in diagnose(url, terms=str(place / "terms"), index=str(place / "index")):
        findings.setdefault(finding.check, []).append(finding)
    return findings


def test_a_sound_installation_has_one_line_a_subject(place: Path) -> None:
    options = ("--terms", str(place / "terms"), "--index", str(place / "index"))
    before = sorted((path, path.stat().st_mtime_ns) for path in place.rglob("*") if path.is_file())
    said = invoke("doctor", *options)
    assert said.returncode == 0
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] >= 1024:
        assert [line.split(":")[0].split(maxsplit=1)[1] for line in said.stdout.splitlines()] == SUBJECTS
    assert all(line.startswith("ok ") for line in said.stdout.splitlines()), said.stdout
    machine = json.loads(invoke("doctor", "--format", "json", *options).stdout)
    assert [each["check"] for each in machine] == SUBJECTS
    assert machine[0] == {"check": "settings", "level": "ok", "text": machine[0]["text"], "remedy": ""}
    assert sorted((path, path.stat().st_mtime_ns) for path in place.rglob("*") if path.is_file()) == before


def _truncate_index(name: str) -> Callable[[Path], None]:
    def truncate(place: Path) -> None:
        generation = place / "index" / (place / "index" / "CURRENT").read_text().strip()
        next(iter(sorted(generation.glob(name)))).write_bytes(b"")

    return truncate


def _damage_database(place: Path) -> None:
    (place / "var" / "audience.db").write_bytes(b"damaged" * 999)


def _newer_database(place: Path) -> None:
    with sqlite3.connect(place / "var" / "audience.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _search(day: int) -> Callable[[Path], None]:
    def write(place: Path) -> None:
        with Database(f"sqlite:///{place}/var/audience.db").writing() as session:
            row = {"query": "q", "results": 1, "corrected": False, "origin": ""}
            session.add(SearchRow(day=today() + timedelta(days=day), **row))

    return write


def _index_of_tomorrow(place: Path) -> None:
    os.utime(place / "index" / "CURRENT", (time.time() + 86400,) * 2)


@pytest.mark.parametrize(
    ("break_it", "subject", "level"),
    [
        (_truncate_index("manifest.json"), "index", "fault"),
        (_truncate_index("*.seg"), "index", "warning"),
        (lambda place: (place / "index" / "CURRENT").unlink(), "index", "fault"),
        (lambda place: (place / "terms" / "money" / "deductible.md").unlink(), "index", "warning"),
        (_damage_database, "database", "fault"),
        (_newer_database, "database", "fault"),
        (lambda place: (place / "var" / "audience.db").unlink(), "database", "warning"),
        (lambda place: (place / "var" / "audience.db").chmod(0o644), "permissions", "warning"),
        (_search(2), "clock", "fault"),
        (_search(-90), "clock", "warning"),
        (_index_of_tomorrow, "clock", "fault"),
    ],
)
def test_what_is_broken_is_named(place: Path, break_it: Callable[[Path], None], subject: str, level: str) -> None:
    break_it(place)
    findings = found(place)
    assert list(findings) == SUBJECTS
    assert [finding.level for finding in findings[subject]] == [level], findings[subject]
    assert "could not be checked" not in findings[subject][0].text
    assert findings[subject][0].remedy


@pytest.mark.parametrize(
    ("variable", "value", "subject", "level"),
    [
        ("GLOSSARY_BASEURL", "x", "settings", "warning"),
        ("GLOSSARY_BASE_URL", "http://g.example", "settings", "warning"),
        ("GLOSSARY_INSIGHTS_TOKEN", "short", "settings", "warning"),
        ("GLOSSARY_RATELIMIT", "off", "limits", "warning"),
        ("GLOSSARY_READ_RATELIMIT", "off", "limits", "warning"),
        ("GLOSSARY_RATELIMIT_STORAGE", "redis://127.0.0.1:1/0", "limits", "fault"),
        ("GLOSSARY_TRUSTED_PROXIES", "0", "proxy headers", "warning"),
        ("GLOSSARY_DATABASE_URL", "postgresql://g:s3cr3t@127.0.0.1:1/g", "database", "fault"),
    ],
)
def test_an_unwise_setting_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, subject: str, level: str
) -> None:
    monkeypatch.setenv(variable, value)
    findings = found(place)
    assert level in [finding.level for finding in findings[subject]]
    assert "s3cr3t" not in str(findings)


def test_a_wrong_setting_is_a_fault_and_an_exit_code(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GLOSSARY_TRUSTED_PROXIES", "many")
    said = invoke("doctor")
    assert said.returncode == 1
    assert said.stdout.startswith("fault    settings: GLOSSARY_TRUSTED_PROXIES")


def test_few_descriptors_are_named(place: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (200, hard))
    try:
        assert [finding.level for finding in found(place)["limits"]] == ["fault"]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize(("trusted", "level"), [("for proto", "ok"), ("for proto host", "fault"), ("prefix", "fault")])
def test_forged_headers_are_tried_on_the_running_service(
    place: Path, serve: Callable[..., Served], trusted: str, level: str
) -> None:
    environ = {"GLOSSARY_BASE_URL": "", "GLOSSARY_TRUSTED_PROXIES": "1", "GLOSSARY_TRUSTED_HEADERS": trusted}
    server = serve("--index", str(place / "index"), "--terms", str(place / "terms"), **environ)
    probed = found(place, server.url)["proxy headers"][0]
    assert (probed.level, "forged header" in probed.text) == (level, True)


def test_the_cluster_has_a_line_of_its_own(place: Path, opensearch: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    prefix = f"test-{uuid4().hex[:8]}"
    for name, value in {"ENGINE": "opensearch", "OPENSEARCH_URL": opensearch.url, "OPENSEARCH_PREFIX": prefix}.items():
        monkeypatch.setenv(f"GLOSSARY_{name}", value)
    assert "Nothing is published" in found(place)["cluster"][0].text
    assert invoke("build", "--terms", str(place / "terms"), "--index", str(place / "index")).returncode == 0
    built, copied = found(place), place / "web"
    assert (built["cluster"][0].level, built["index"][0].level) == ("ok", "ok")
    assert invoke("show", "copayment", "--index", str(copied)).returncode == 0
    (index,) = [each for each in diagnose(terms=str(place / "terms"), index=str(copied)) if each.check == "index"]
    assert (index.level, "copied from the cluster" in index.text) == ("ok", True)
    invoke("build", "--terms", str(place / "terms"), "--index", str(place / "index"))
    (cluster,) = [each for each in diagnose(terms=str(place / "terms"), index=str(copied)) if each.check == "cluster"]
    assert (cluster.level, "this machine has" in cluster.text) == ("warning", True)
    monkeypatch.setenv("GLOSSARY_OPENSEARCH_URL", f"http://127.0.0.1:{free_port()}")
    assert "No node answers" in found(place)["cluster"][0].text
