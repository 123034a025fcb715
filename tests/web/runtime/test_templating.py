"""An operator's templates replace single ones of the default theme."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import client_of


def test_a_theme_replaces_single_templates(tiny_index: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "about.html").write_text(
        '{% extends "site/base.html" %}{% block main %}<h1>Our own</h1>{% endblock %}'
    )
    themed = client_of(tiny_index, GLOSSARY_TEMPLATES=str(tmp_path))
    assert "<h1>Our own</h1>" in themed.get("/about").get_data(as_text=True)
    assert themed.get("/").status_code == 200
