"""Terms -> a published generation.

read and validate -> an index of each language (language_index.py) -> verify -> CURRENT
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from search_app.errors import IndexUnavailable, ShrinkRefused
from search_app.glossary.source import Glossary, read_glossary, source_digest
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import Manifest
from search_app.search.index.source_digests import SourceDigests
from search_app.search.indexer.garbage_collection import rare_collections
from search_app.search.indexer.language_index import write_language_index
from search_app.search.indexer.previous import PreviousGeneration, newest_generation
from search_app.search.indexer.whoosh_index import is_worn
from search_app.search.indexer.workers import Progress, end_unless_ready


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build. `added`, `changed` and `removed` are slugs, relative to the generation before.

    Those of translations are followed by their language: `copayment (es)`.
    """

    manifest: Manifest
    rendered: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def is_stale(terms: Path, index: Path) -> bool:
    """Return whether building `terms` now would publish something other than the generation served from `index`."""
    for folder in generations.candidates(index):
        try:
            manifest = generations.read_manifest(folder)
        except IndexUnavailable:
            return True
        return (manifest.source, manifest.schema) != (source_digest(terms), fingerprint())
    return True


def build(
    terms: Path,
    index: Path,
    *,
    full: bool = False,
    allow_shrink: bool = False,
    progress: Progress = lambda *_: None,
) -> BuildReport:
    """Publish the glossary at `terms`, in all of its languages, as a new generation in `index`.

    Thousands of terms are indexed by spawned processes, which import the main module: a script that calls this needs
    the usual `if __name__ == "__main__":`.

    Args:
        terms: a folder of term files, or a .jsonl file.
        index: the folder of generations; created when missing.
        full: render every term again.
        allow_shrink: publish a glossary with less than half as many terms as the published one too.
        progress: called as the build proceeds.

    Raises:
        ContentError: the terms have faults; the published generation stays.
        ShrinkRefused: most of the published terms are missing; the published generation stays.
        IndexUnavailable: the index cannot be written, or another build is running.
        WorkerEnded: a process that the build had started ended; the published generation stays.
    """
    end_unless_ready()
    digest = source_digest(terms)
    with rare_collections():
        glossary = read_glossary(terms).sound().published()
        gc.freeze()  # the terms live as long as the build: collections need not traverse them
        with generations.building(index) as folder:
            if not allow_shrink:
                _refuse_shrink(len(glossary.terms), index, terms)
            newest = newest_generation(index)
            written = [_write(folder, newest, glossary, "", progress, full=full)]
            for each in glossary.translations:
                written += [_write(folder, newest, each, each.site.language, progress, full=full)]
            manifest = generations.publish(
                folder,
                index,
                schema=fingerprint(),
                source=digest,
                terms=len(glossary.terms),
                categories=len(glossary.site.categories),
                translations=tuple(each.site.language for each in glossary.translations),
            )
    return _report(manifest, written)


class _Written(NamedTuple):
    """The index of one language: its code, empty for the default one, the terms rendered, and what changed."""

    code: str
    rendered: int
    before: PreviousGeneration


def _write(
    generation: Path, newest: Path | None, glossary: Glossary, code: str, progress: Progress, *, full: bool
) -> _Written:
    """Write the index of one language, that of a translation into a folder named by its code."""
    folder, before = generation / code, newest / code if newest else None
    folder.mkdir(exist_ok=True)
    now = SourceDigests.of(glossary.terms, glossary.lead_ins)
    compared = PreviousGeneration(before if before and before.is_dir() else None, now)
    rebuilt = full or (compared.folder and is_worn(compared.folder))
    known = PreviousGeneration(None, now) if rebuilt else compared

    def reported(step: str, done: int, total: int) -> None:
        progress(_of_language(step, code), done, total)

    rendered = write_language_index(folder, glossary, now, known, reported, translated=code != "")
    return _Written(code, rendered, compared)


def _report(manifest: Manifest, written: Sequence[_Written]) -> BuildReport:
    changes = (
        tuple(_of_language(slug, each.code) for each in written for slug in getattr(each.before, kind))
        for kind in ("added", "changed", "removed")
    )
    return BuildReport(manifest, sum(each.rendered for each in written), *changes)


def _of_language(text: str, code: str) -> str:
    return f"{text} ({code})" if code else text


def _refuse_shrink(terms: int, index: Path, source: Path) -> None:
    """Refuse a glossary with less than half of the published terms: a wrong path, or files that are not there yet.

    Raises:
        ShrinkRefused: it has.
    """
    for folder in generations.candidates(index):
        with suppress(IndexUnavailable):
            before = generations.read_manifest(folder).terms
            if 2 * terms < before:
                raise ShrinkRefused(source, terms, before)
            return
