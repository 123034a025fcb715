"""Opening of generations: verified, with the one before as a fallback; chooses the back end."""

from __future__ import annotations

import logging
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.search.engine import Engine
from search_app.search.glossary_engine import GlossaryEngine
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.reader import IndexReader
from search_app.search.retrieval.embedded import EmbeddedTextIndex

log = logging.getLogger(__name__)


def open_engine(index: str | Path) -> Engine:
    """Open the published generation in the folder `index`; if it fails its checks, open the one before.

    Raises:
        IndexUnavailable: no generation can be served.
    """
    refused = ""
    for folder in generations.candidates(Path(index)):
        try:
            generations.verify(folder, fingerprint())
            return _engine(folder)
        except (IndexUnavailable, OSError, ValueError) as error:
            refused = refused or f" {error}"
            log.error("refused: %s", error)
    raise IndexUnavailable(f"Nothing that can be served is published in {index}; run `glossary build`.{refused}")


def open_previous(index: str | Path) -> Engine | None:
    """Open the generation before the published one, to compare answers; None when there is none."""
    for folder in list(generations.candidates(Path(index)))[1:]:
        try:
            generations.verify(folder, fingerprint())
        except IndexUnavailable:
            continue
        return _engine(folder)
    return None


def _engine(folder: Path) -> Engine:
    reader = IndexReader(folder)
    return GlossaryEngine(folder.name, reader, EmbeddedTextIndex(reader))


Engine.open = open_engine
