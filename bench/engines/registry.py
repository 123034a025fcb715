"""The list of engines to compare."""

from __future__ import annotations

from bench.engines.base import EngineAdapter
from bench.engines.glossary import Glossary
from bench.engines.glossary_in_opensearch import GlossaryInOpenSearch
from bench.engines.milli import Milli
from bench.engines.opensearch import OpenSearch
from bench.engines.sqlite_fts5 import SqliteFts5
from bench.engines.tantivy import Tantivy
from bench.engines.whoosh import StockWhoosh
from search_app.errors import SettingError

ENGINES: tuple[type[EngineAdapter], ...] = (
    Glossary, StockWhoosh, SqliteFts5, Tantivy, Milli, GlossaryInOpenSearch, OpenSearch,
)  # fmt: skip


def available() -> list[EngineAdapter]:
    """Return an adapter of each engine that is installed or running, this one first; print which are not."""
    found: list[EngineAdapter] = []
    for adapter in ENGINES:
        try:
            found.append(adapter())
        except (ImportError, SettingError) as error:
            print(f"left out: {adapter.title} ({error})")
    return found
