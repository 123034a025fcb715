"""Chooses the back end by setting; no protocol knows its implementation."""

from __future__ import annotations

from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.search.glossary_engine import GlossaryEngine
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint


def open_previous(index: str | Path) -> GlossaryEngine | None:
    """Open the generation before the published one, to compare answers; None when there is none."""
    for folder in list(generations.candidates(Path(index)))[1:]:
        try:
            generations.verify(folder, fingerprint())
        except IndexUnavailable:
            continue
        return GlossaryEngine(folder)
    return None
