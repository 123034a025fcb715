"""Terms -> a published generation.

read and validate -> render and index what changed, in parts -> Whoosh index -> index files -> verify -> CURRENT
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path

from search_app.errors import IndexUnavailable, ShrinkRefused
from search_app.glossary.model import Term
from search_app.glossary.rendering.relinking import FirstWords, changed_names
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import Glossary, read_glossary, source_digest
from search_app.language.language import Language
from search_app.language.languages import language_of
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import Manifest
from search_app.search.index.name_writer import EntryNames, copy_names, write_names
from search_app.search.index.source_digests import SourceDigests, write_source_digests
from search_app.search.indexer.assembly import REMOVED, RowSources, write_index_files
from search_app.search.indexer.garbage_collection import rare_collections
from search_app.search.indexer.parts import IndexedPart, IndexTask
from search_app.search.indexer.previous import PreviousGeneration
from search_app.search.indexer.whoosh_index import WhooshIndexWriter, is_worn
from search_app.search.indexer.workers import Progress, index_in_parallel, run_concurrently
from search_app.search.storage.merging import RowRuns

FEW = 1000  # terms up to which a vocabulary of the names in their texts alone is faster


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of a build. `added`, `changed` and `removed` are slugs, relative to the generation before."""

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
    """Publish the glossary at `terms` as a new generation in `index`.

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
    """
    digest = source_digest(terms)
    with rare_collections():
        glossary = read_glossary(terms).sound().published()
        gc.freeze()  # the terms live as long as the build: collections need not traverse them
        now = SourceDigests.of(glossary.terms, glossary.lead_ins)
        with generations.building(index) as folder:
            if not allow_shrink:
                _refuse_shrink(len(glossary.terms), index, terms)
            newest = PreviousGeneration.newest(index, now)
            rebuilt = full or (newest.folder and is_worn(newest.folder))
            rendered = _write(folder, glossary, now, PreviousGeneration(None, now) if rebuilt else newest, progress)
            manifest = generations.publish(
                folder,
                index,
                schema=fingerprint(),
                source=digest,
                terms=len(glossary.terms),
                categories=len(glossary.site.categories),
            )
    return BuildReport(manifest, rendered, newest.added, newest.changed, newest.removed)


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


def _write(folder: Path, glossary: Glossary, now: SourceDigests, before: PreviousGeneration, progress: Progress) -> int:
    """Write all of a generation except its manifest, and return the number of terms rendered."""
    terms, language = glossary.terms, language_of(glossary.site.language)
    to_render = _to_render(terms, before, language)
    with run_concurrently(*_names_task(folder, glossary, before, language)) as names_are_written:
        writer = WhooshIndexWriter(folder, language, before.folder)
        task = _index_task(folder, terms, to_render, before.fresh, language)
        parts = index_in_parallel(task, to_render, progress)
        segments = [segment for part in parts for segment in part.segments]
        documents = writer.commit((*before.changed, *before.removed), segments, list(now.terms))
        rows = _row_sources(now, before, task, {term.slug for term in to_render}, parts)
        write_index_files(folder, glossary, rows, documents, names_are_written, progress)
    write_source_digests(folder, now)
    for part in parts:
        shutil.rmtree(part.folder)
    return len(to_render)


def _names_task(
    folder: Path, glossary: Glossary, before: PreviousGeneration, language: Language
) -> tuple[Callable[[], None], int]:
    """Return the task that writes the name dictionary, and the number of entries it has work with."""
    if before.folder and before.has_same_names and before.has_same_lead_ins:
        return partial(copy_names, before.folder, folder), 0
    names = [EntryNames(term.slug, term.name, term.aliases) for term in glossary.terms]
    return partial(write_names, folder, names, language, glossary.lead_ins), len(names)


def _index_task(
    folder: Path, terms: Sequence[Term], to_render: Sequence[Term], fresh: frozenset[str], language: Language
) -> IndexTask:
    texts = _texts(to_render) if len(to_render) < FEW else None
    ordinals = {term.slug: ordinal for ordinal, term in enumerate(terms)}
    return IndexTask(folder, fresh, ordinals, Vocabulary(terms, language, texts))


def _to_render(terms: Sequence[Term], before: PreviousGeneration, language: Language) -> Sequence[Term]:
    """Return the terms that have changed, and those whose text may contain a name whose link has changed."""
    fresh = [term for term in terms if term.slug in before.fresh]
    if before.has_same_names:
        return fresh
    if not before.is_similar:
        return terms
    words = FirstWords(changed_names(before.touched(), fresh), language)
    return [term for term in terms if term.slug in before.fresh or words.occur_in(term)]


def _texts(terms: Sequence[Term]) -> Iterator[str]:
    """Yield the texts of terms, as they are written and with entities such as `&eacute;` resolved."""
    for term in terms:
        for section in term.sections():
            yield section.markdown
            yield unescape(section.markdown)


def _row_sources(
    now: SourceDigests,
    before: PreviousGeneration,
    task: IndexTask,
    rendered: Collection[str],
    parts: Sequence[IndexedPart],
) -> RowSources:
    return RowSources(
        entries=_rows(now, before, rendered, parts, [part.entries for part in parts]),
        documents=_rows(now, before, task.fresh, parts, [part.documents for part in parts]),
        ordinals=[task.ordinals.get(slug, REMOVED) for slug in before.ordinals],
    )


def _rows(
    now: SourceDigests,
    before: PreviousGeneration,
    fresh: Collection[str],
    parts: Sequence[IndexedPart],
    counts: Sequence[int],
) -> RowRuns:
    """Return the rows of all entries: `fresh` ones in the parts (`counts` rows in each), the others in `before`."""
    new = ((number, row) for number, count in enumerate(counts) for row in range(count))
    places = [next(new) if slug in fresh else (len(parts), before.ordinals[slug]) for slug in now.terms]
    sources = [*(part.folder for part in parts), *([before.folder] if before.folder else [])]
    return RowRuns(sources, [number for number, _ in places], [row for _, row in places])
