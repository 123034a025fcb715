"""The index: a published generation that is whole and not older than the terms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from search_app.config import Settings
from search_app.errors import GenerationRefused, IndexUnavailable
from search_app.operations.finding import Finding, fault, ok, warning
from search_app.search import is_stale
from search_app.search.back_ends import published_here
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import current_name, verify

CHECK = "index"


def check(settings: Settings) -> Iterator[Finding]:
    here = published_here(settings)
    try:
        engine = here.open()
    except (IndexUnavailable, OSError) as error:
        yield fault(CHECK, str(error), "Run `glossary build` where the terms are.")
        return
    published, served, terms = current_name(here.folder), engine.generation, len(engine)
    engine.close()
    if not published:
        yield fault(CHECK, f"No generation is published in {here.folder}.", "Run `glossary build`.")
    elif served != published:
        yield fault(CHECK, f"The published {published} is damaged; {served} is served.", "Run `glossary build`.")
    elif damage := _damage(here.folder / served):
        yield warning(CHECK, f"{damage} Only builds read that file.", "Run `glossary build --full`.")
    elif here.cluster:
        yield ok(CHECK, f"{terms} terms in generation {served}, copied from the cluster.")
    elif not settings.terms.exists():
        yield ok(CHECK, f"{terms} terms in generation {served}; the terms are not on this machine.")
    elif is_stale(settings.terms, settings.index):
        yield warning(CHECK, f"The terms changed since generation {served}.", "Run `glossary build`.")
    else:
        yield ok(CHECK, f"{terms} terms in generation {served}.")


def _damage(generation: Path) -> str:
    """Return what is wrong with the files of a generation that could be opened."""
    try:
        verify(generation, fingerprint())
    except GenerationRefused as error:
        return str(error)
    return ""
