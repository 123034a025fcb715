from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from search_app.errors import IndexUnavailable
from search_app.search import LiveEngine, build
from search_app.search.index.generations import replace_current


def test_an_index_is_served_from_its_first_generation_on(terms: Path, tmp_path: Path) -> None:
    live = LiveEngine(tmp_path / "index")
    with pytest.raises(IndexUnavailable, match=r"Nothing is published in .* yet; run `glossary build`"):
        live.current()
    build(terms, tmp_path / "index")
    live.refresh()
    assert len(live.current()) == 3


def test_what_is_published_once_more_is_not_opened_once_more(terms: Path, tmp_path: Path) -> None:
    name = build(terms, tmp_path / "index").manifest.generation
    live = LiveEngine(tmp_path / "index")
    engine = live.current()
    replace_current(tmp_path / "index", name)
    live.refresh()
    assert live.current() is engine


def test_an_engine_in_use_answers_on_after_its_generation_is_gone(terms: Path, tmp_path: Path) -> None:
    live = LiveEngine(tmp_path / "index")
    old = build(terms, tmp_path / "index").manifest.generation
    live.refresh()
    engine = live.current()
    (terms / "money" / "copayment.md").unlink()
    shutil.copy(terms / "money" / "deductible.md", terms / "money" / "spare.md")
    file = terms / "money" / "spare.md"
    file.write_text(
        file.read_text().replace("name: Deductible", "name: Spare").replace("annual deductible", "spare part")
    )
    new = build(terms, tmp_path / "index").manifest.generation
    shutil.rmtree(tmp_path / "index" / old)
    deadline = time.monotonic() + 10
    while live.current().generation != new and time.monotonic() < deadline:  # the watching thread sees it
        time.sleep(0.02)
    assert live.current().redirect("spare-part") == "spare"
    assert engine.entry("copayment").name == "Copayment"
