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
    assert len(pictures) == 24  # six pages, two widths, light and dark
    assert all(picture.stat().st_size <= 60 * 1024 for picture in pictures)
    for name in ("front", "results", "zero", "term", "compare", "explain"):
        assert f"docs/screenshots/{name}-" in readme


def test_every_criterion_of_accessibility_has_a_test_that_exists_or_a_dated_check() -> None:
    text = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
    points = re.split(r"^(\d+)\. ", text.partition("\n\nNot done:")[0], flags=re.MULTILINE)[1:]
    assert [int(number) for number in points[::2]] == list(range(1, len(points) // 2 + 1))
    for point in points[1::2]:
        named = re.findall(r"`(test_\w+\.py)::(test_\w+)`", point)
        assert named or re.search(r"Checked by hand 20\d\d-\d\d-\d\d\.", point), point
        for file, name in named:
            code = (ROOT / "tests" / "acceptance" / file).read_text(encoding="utf-8")
            assert f"\ndef {name}(" in code, f"{file}::{name}"
