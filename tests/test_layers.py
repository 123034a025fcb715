"""Imports point downwards only: web, cli -> audience, search -> glossary -> config, errors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "search_app"

# What each part may import of the others. `search` never imports `audience`: search works with the database down.
ALLOWED = {
    "errors": set(),
    "config": {"errors"},
    "glossary": {"config", "errors"},
    "audience": {"glossary", "config", "errors"},
    "search": {"glossary", "config", "errors"},
    "web": {"", "audience", "search", "glossary", "config", "errors"},
    "cli": {"", "web", "audience", "search", "glossary", "config", "errors"},
    "__main__": {"cli"},
    "": {"web", "search", "config"},  # create_app wires
}

# Libraries that belong to one part.
ONLY_IN = {
    "whoosh": {"search"},
    "sqlalchemy": {"audience"},
    "flask": {"", "web"},
    "gunicorn": {"web"},
    "bleach": {"glossary"},
    "click": {"cli"},
}


def part_of(file: Path) -> str:
    name = file.relative_to(PACKAGE).with_suffix("").parts[0]
    return "" if name == "__init__" else name


def imports(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: imports are absolute"
            assert node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def violations(file: Path) -> list[str]:
    part, found = part_of(file), []
    for line, name in imports(file):
        library, *rest = name.split(".")
        if library == "search_app":
            target = (
                rest[0]
                if (rest and (PACKAGE / rest[0]).is_dir()) or (rest and (PACKAGE / f"{rest[0]}.py").exists())
                else ""
            )
            if target != part and target not in ALLOWED[part]:
                found.append(f"{file}:{line}: {part or 'search_app'} may not import {target or 'search_app'}")
        elif library in ONLY_IN and part not in ONLY_IN[library]:
            found.append(f"{file}:{line}: {library} belongs to {', '.join(sorted(ONLY_IN[library]))}")
    return found


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_point_downwards(file: Path) -> None:
    assert violations(file) == []


def test_an_import_that_points_upwards_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_layers.PACKAGE", tmp_path)
    for part in ("search", "web"):
        (tmp_path / part).mkdir()
    (tmp_path / "search" / "bad.py").write_text("from search_app.web import api\nimport flask\n")
    assert len(violations(tmp_path / "search" / "bad.py")) == 2
