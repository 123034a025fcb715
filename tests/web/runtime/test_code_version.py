"""The ETag of a page changes with every part of the code that can change the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search_app.config import home
from search_app.web.runtime import code_version
from search_app.web.runtime.code_version import LIBRARIES, PACKAGE
from tests.conftest import client_of


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, whose files a test may change."""
    copy = tmp_path / "search_app"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(code_version, "PACKAGE", copy)
    return copy


def etag(index: Path, **environ: str) -> str:
    return client_of(index, **environ).get("/search?q=plan").headers["ETag"]


@pytest.mark.parametrize("folder", ["search/ranking", "language", "glossary/rendering", "web/api", "web/site/static"])
def test_a_changed_file_of_the_package(tiny_index: Path, package: Path, folder: str) -> None:
    before = etag(tiny_index)
    assert etag(tiny_index) == before
    with max(file for file in (package / folder).iterdir() if file.is_file()).open("a") as file:
        file.write("\n")
    assert etag(tiny_index) != before


def test_a_renamed_file_of_the_package(tiny_index: Path, package: Path) -> None:
    before = etag(tiny_index)
    module = max((package / "search" / "ranking").glob("*.py"))
    module.rename(module.with_stem("renamed"))
    assert etag(tiny_index) != before


def test_compiled_files_and_bundled_terms_do_not_matter(tiny_index: Path, package: Path) -> None:
    before = etag(tiny_index)
    for folder in ("search/__pycache__", "_bundled/terms"):
        (package / folder).mkdir(parents=True)
        (package / folder / "new").write_text("new")
    assert etag(tiny_index) == before


def test_a_changed_template(tiny_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(home("templates"), templates)
    monkeypatch.setattr(code_version, "home", lambda _: templates)
    before = etag(tiny_index)
    (templates / "site" / "search.html").write_text("changed")
    assert etag(tiny_index) != before


def test_a_changed_template_of_an_operator(tiny_index: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "site").mkdir(parents=True)
    seen = {etag(tiny_index), etag(tiny_index, GLOSSARY_TEMPLATES=str(theme))}
    for text in ("{% extends 'default/site/about.html' %}", "About us."):
        (theme / "site" / "about.html").write_text(text)
        seen.add(etag(tiny_index, GLOSSARY_TEMPLATES=str(theme)))
    assert len(seen) == 3  # an empty theme changes nothing


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_changed_version_of_a_library(library: str, tiny_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, installed = etag(tiny_index), code_version.version
    monkeypatch.setattr(code_version, "version", lambda name: "9999" if name == library else installed(name))
    assert etag(tiny_index) != before
