"""Redirects and narrower terms of a generation."""

from __future__ import annotations

from pathlib import Path

from search_app.search import Engine, build
from search_app.search.index.relations import read_relations, write_relations
from tests.helpful import write_helpful


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_relations(tmp_path, {"old": "new"}, {"new": ("a", "b")})
    read = read_relations(tmp_path)
    assert (read.redirects, read.narrower) == ({"old": "new"}, {"new": ("a", "b")})


def test_a_generation_has_those_of_its_terms(tmp_path: Path) -> None:
    build(write_helpful(tmp_path / "terms"), tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert engine.successor("former-share") == engine.redirect("former-share") == "deductible"
    assert engine.successor("deductible") is None
    assert [each.slug for each in engine.narrower("deductible")] == ["copayment"]
    assert [each.slug for each in engine.broader("copayment")] == ["deductible"]
    assert engine.entry("tip-pooling").related == ("deductible",)
    assert len(engine) == 3
