"""The docs name every address, command and make target, and no command that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

from search_app.cli import glossary
from search_app.config import load_settings
from search_app.web.app import create_app
from tests.conftest import ROOT


def test_every_address_is_documented(tiny_index: Path) -> None:
    written = "\n".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").glob("*.md")))
    app = create_app(load_settings({"GLOSSARY_INDEX": str(tiny_index)}))
    assert [str(rule) for rule in app.url_map.iter_rules() if f"`{rule}`" not in written] == []


def test_every_command_is_in_the_readme_and_every_command_in_the_docs_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in glossary.commands.items():
        assert command.hidden or f"bin/glossary {name}" in readme
    for file in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))):
        for name in re.findall(r"(?:bin/|`)glossary ([a-z]+)", file.read_text(encoding="utf-8")):
            assert name in glossary.commands, f"{file}: glossary {name}"


def test_every_make_target_has_a_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (names,) = [line.removeprefix(".PHONY:").split() for line in makefile.splitlines() if line.startswith(".PHONY:")]
    for name in names:
        assert f"\n{name}:" in makefile
    for line in makefile.splitlines():
        if line.startswith(("serve:", "test:", "check:", "screenshots:", "lighthouse:")):
            assert "## " in line


def test_every_picture_in_the_readme_is_there_and_small() -> None:
    pictures = sorted((ROOT / "docs" / "screenshots").iterdir())
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(pictures) == 16  # four pages, two widths, light and dark
    assert all(picture.stat().st_size <= 60 * 1024 for picture in pictures)
    for name in ("front", "results", "zero", "term"):
        assert f"docs/screenshots/{name}-" in readme
