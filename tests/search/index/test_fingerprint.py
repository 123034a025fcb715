"""The fingerprint changes with all that decides the content of a generation, and with nothing else."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

from search_app.config import PACKAGE
from search_app.search.index.fingerprint import COVERED, LIBRARIES, MODEL, REVIEW, fingerprint, fingerprint_of

VERSIONS = {"bleach": "6.2", "numpy": "2.1"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return shutil.copytree(PACKAGE, tmp_path / "search_app", ignore=shutil.ignore_patterns("__pycache__", "static"))


FOLDERS = [place for place in COVERED if (PACKAGE / place).is_dir()]


@pytest.mark.parametrize("folder", [*FOLDERS, "glossary/rendering", "glossary/formats"])
def test_a_changed_module_and_a_new_one_change_it(package: Path, folder: str) -> None:
    before = fingerprint_of(package, VERSIONS)
    module = next(file for file in sorted((package / folder).glob("*.py")) if file.name != "__init__.py")
    module.write_text(module.read_text() + "\n")
    changed = fingerprint_of(package, VERSIONS)
    (package / folder / "new_module.py").touch()
    assert len({before, changed, fingerprint_of(package, VERSIONS)}) == 3


def test_another_model_changes_it_and_its_description_does_not(package: Path) -> None:
    before = fingerprint_of(package, VERSIONS)
    (package / MODEL / "README.md").write_text("Another description.")
    assert fingerprint_of(package, VERSIONS) == before
    for file in sorted((package / MODEL).glob("*.npy")):
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert fingerprint_of(package, VERSIONS) != before
        file.write_bytes(content)
    assert fingerprint_of(package, VERSIONS) == before


def test_public_addresses_are_covered_since_stored_html_contains_them(package: Path) -> None:
    before = fingerprint_of(package, VERSIONS)
    (package / "urls.py").write_text((package / "urls.py").read_text() + "\n")
    assert fingerprint_of(package, VERSIONS) != before


@pytest.mark.parametrize("folder", [REVIEW, "web", "analytics", "search/query", "search/results"])
def test_a_module_that_stores_nothing_does_not_change_it(package: Path, folder: str) -> None:
    before = fingerprint_of(package, VERSIONS)
    (package / folder / "new_module.py").write_text("CHANGED = True\n")
    assert fingerprint_of(package, VERSIONS) == before


def test_text_moved_from_one_module_to_the_next_changes_it(package: Path) -> None:
    first, second = package / "language" / "new_a.py", package / "language" / "new_b.py"
    first.write_text("A = 1\n")
    second.write_text("")
    before = fingerprint_of(package, VERSIONS)
    first.write_text("")
    second.write_text("A = 1\n")
    assert fingerprint_of(package, VERSIONS) != before


def test_the_version_of_a_library_changes_it() -> None:
    before = fingerprint_of(PACKAGE, VERSIONS)
    assert fingerprint_of(PACKAGE, {**VERSIONS, "bleach": "6.3"}) != before
    assert fingerprint_of(PACKAGE, dict(reversed(VERSIONS.items()))) == before


def test_the_installed_libraries_and_the_tables_of_unicode_are_in_it() -> None:
    versions = {library: version(library) for library in LIBRARIES}
    assert fingerprint_of(PACKAGE, versions) != fingerprint()
    assert len(fingerprint()) == 16
