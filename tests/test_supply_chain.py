"""What is installed and shipped: a wheel that anybody can build again, known licences, an address for reports."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.conftest import ROOT
from tests.licences import LISTED, licences, refused, table

SOURCES = (
    "search_app",
    "templates",
    "terms",
    "docs",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "pyproject.toml",
    ".gitignore",
)


def test_two_builds_of_the_wheel_have_the_same_bytes(tmp_path: Path) -> None:
    checksums = set()
    for name, mode, changed in (("one", 0o644, 1_000_000_000), ("another/folder", 0o600, 1_700_000_000)):
        checkout = tmp_path / name
        checkout.mkdir(parents=True)
        for source in SOURCES if mode == 0o644 else reversed(SOURCES):
            copy = shutil.copytree if (ROOT / source).is_dir() else shutil.copy
            copy(ROOT / source, checkout / source)
        for file in checkout.rglob("*"):
            if file.is_file():
                file.chmod(mode)
            os.utime(file, (changed, changed))
        environ = {**os.environ, "SOURCE_DATE_EPOCH": "1764000000", "TZ": "Asia/Tokyo" if mode == 0o600 else "UTC"}
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(checkout / "out")]
        subprocess.run(command, cwd=checkout, env=environ, check=True, capture_output=True)
        (wheel,) = (checkout / "out").glob("*.whl")
        checksums.add(hashlib.sha256(wheel.read_bytes()).hexdigest())
    assert len(checksums) == 1


def test_every_licence_is_allowed_and_listed() -> None:
    found = licences()
    assert refused(found) == []
    assert LISTED.read_text(encoding="utf-8") == table(found), "make licences writes the list again"


def test_a_licence_that_is_not_allowed_is_reported() -> None:
    found = {
        "a": ("AGPL-3.0-only", "tests"), "b": ("GPL-2.0-only", "the service"), "c": ("", "tests"),
        "d": ("GPL-2.0-only OR MIT", "the service"), "e": ("MIT AND AGPL-3.0-only", "tests"),
    }  # fmt: skip
    assert [line.split()[0] for line in refused(found)] == ["a", "b", "c", "e"]


def test_security_reports_have_the_address_of_the_site() -> None:
    contact = tomllib.loads((ROOT / "terms" / "glossary.toml").read_text(encoding="utf-8"))["contact"]
    assert f"<{contact}>" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_the_lock_of_a_deployment_has_the_versions_of_the_service() -> None:
    def locked(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9._-]+==\S+)", (ROOT / name).read_text(), re.MULTILINE))

    assert locked("requirements.lock") <= locked("requirements-deploy.lock")
    assert locked("requirements-deploy.lock") <= locked("requirements-dev.lock")
