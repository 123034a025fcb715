"""Meilisearch's engine."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from bench.engines.base import SHOWN, SUGGESTED, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path


class Milli:
    """Meilisearch's engine (Rust) through the `milli` package, which exposes little of it.

    A search returns up to twenty document numbers and nothing else: no facets, no total, no passages, no settings. It
    is measured for ranking and reading ten entries only. By default it corrects typos, treats the last word as a prefix
    and drops words from the end if too few entries match all. It has no OR, so the words are passed as they are. All
    fields are searched, and earlier ones rank first.
    """

    title = "Meilisearch (milli)"

    _MAP_BYTES: ClassVar[int] = 16 * 2**30  # address space for its database, not memory

    def __init__(self) -> None:
        self._package: Any = importlib.import_module("milli")

    @property
    def version(self) -> str:
        return importlib.metadata.version("milli")

    def build(self, rows: Sequence[Row], folder: Path) -> None:
        self._index = self._package.Index(str(folder), self._MAP_BYTES)
        shown = ("name", "aliases", "definition", "examples", "category")
        self._index.add_documents(
            [
                {"id": number, **{key: row[key] for key in shown}, "slug": row["id"]}  # type: ignore[literal-required]
                for number, row in enumerate(rows)
            ]
        )

    def search(self, query: BenchmarkQuery) -> EngineResult:
        text = " ".join(query.words)
        if query.shape is Shape.PHRASE:
            text = f'"{text}"'
        elif query.shape is Shape.WITHOUT:
            text = " -".join(query.words)
        return self._best(text, SHOWN)

    def suggest(self, query: BenchmarkQuery) -> EngineResult:
        return self._best(" ".join(query.words), SUGGESTED)

    def _best(self, text: str, limit: int) -> EngineResult:
        found = self._index.get_documents(self._index.search(text)[:limit])
        return EngineResult([(one["name"], term_path(one["slug"]), "") for one in found])
