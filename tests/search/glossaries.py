"""Small glossaries for the tests of search: rows of JSON lines, published as a generation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from search_app.search import build
from search_app.search.index import generations
from search_app.search.index.reader import IndexReader

Row = Mapping[str, object]


def publish(folder: Path, rows: Sequence[Row], site: str = "") -> Path:
    """Publish terms and return their index; row 0 has the slug `e0` and the category `law` unless it has its own."""
    folder.mkdir(parents=True, exist_ok=True)
    numbered = [{"slug": f"e{number}", "categories": ["law"], **row} for number, row in enumerate(rows)]
    (folder / "terms.jsonl").write_text("\n".join(map(json.dumps, numbered)), encoding="utf-8")
    if site:
        (folder / "glossary.toml").write_text(site, encoding="utf-8")
    build(folder / "terms.jsonl", folder / "index")
    return folder / "index"


def open_reader(index: Path) -> IndexReader:
    """Return the reader of the published generation."""
    return IndexReader(next(generations.candidates(index)))
