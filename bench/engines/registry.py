"""The engines that are compared."""

from __future__ import annotations

from bench.engines.base import EngineAdapter
from bench.engines.glossary import Glossary
from bench.engines.milli import Milli
from bench.engines.sqlite_fts5 import SqliteFts5
from bench.engines.tantivy import Tantivy
from bench.engines.whoosh import StockWhoosh

PEERS: tuple[type[EngineAdapter], ...] = (Glossary, StockWhoosh, SqliteFts5, Tantivy, Milli)


def available() -> list[EngineAdapter]:
    """Return the engines that can be imported, this one first; say which cannot."""
    found: list[EngineAdapter] = []
    for peer in PEERS:
        try:
            found.append(peer())
        except ImportError as error:
            print(f"left out: {peer.title} ({error})")
    return found
