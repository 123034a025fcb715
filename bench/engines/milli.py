"""Meilisearch's engine."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from bench.engines.base import SHOWN, SUGGESTED, BenchmarkQuery, EngineResult, Row, Shape
from search_app.urls import term_path


class Milli:
    """Meilisearch's engine (Rust) by the `milli` package, which lets through little of it.

    A search gives the numbers of up to twenty entries and nothing else: no facets, no total, no passages, no settings.
    So it is measured for ranking and reading ten entries alone, with typos mended and the last word taken as a prefix
    in every search, as is its way. It drops words from the end by itself when too few entries hold all, and has no OR:
    the words are given plain. All fields are searched, those that stand first before others.
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

    def search(self, asked: BenchmarkQuery) -> EngineResult:
        text = " ".join(asked.words)
        if asked.shape is Shape.PHRASE:
            text = f'"{text}"'
        elif asked.shape is Shape.WITHOUT:
            text = " -".join(asked.words)
        return self._best(text, SHOWN)

    def suggest(self, asked: BenchmarkQuery) -> EngineResult:
        return self._best(" ".join(asked.words), SUGGESTED)

    def _best(self, text: str, limit: int) -> EngineResult:
        found = self._index.get_documents(self._index.search(text)[:limit])
        return EngineResult([(one["name"], term_path(one["slug"]), "") for one in found])
