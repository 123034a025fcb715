"""This product's engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from bench.engines.base import SUGGESTED, BenchmarkQuery, EngineResult, Row
from search_app.search import Engine, SearchRequest, build


class Glossary:
    """This engine. Beyond the common work it ranks in tiers, corrects spelling and finds related terms."""

    title = "this engine"
    version = "checkout"

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        terms = folder.with_suffix(".jsonl")
        write_terms(rows, terms)
        build(terms, folder)
        self.open(folder)

    def open(self, folder: Path) -> None:
        self.serve(Engine.open(folder))

    def serve(self, engine: Engine) -> None:
        self._engine = engine

    def search(self, query: BenchmarkQuery) -> EngineResult:
        page = self._engine.search(SearchRequest(q=query.text, related=0))
        facets = {value.slug: value.count for value in page.facets["category"]}
        return EngineResult([(hit.name, hit.url, hit.snippet_html) for hit in page.hits], facets)

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        found = self._engine.suggest(query.text, limit=SUGGESTED)
        return EngineResult([(one.name, one.url, one.name_html) for one in found])


def write_terms(rows: Iterable[Row], file: Path) -> None:
    """Write `rows` as JSON Lines of terms, the format of large collections."""
    with file.open("wb") as lines:
        for row in rows:
            term: dict[str, Any] = {"slug": row["id"], "categories": [row["category"]] if row["category"] else []}
            term |= {key: row[key] for key in ("name", "aliases", "definition", "examples")}
            lines.write(msgspec.json.encode(term) + b"\n")
