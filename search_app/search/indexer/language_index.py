"""Write the index of one language of a generation: what changed is rendered and indexed, the rest is copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from html import unescape
from pathlib import Path

from search_app.glossary.model import Term
from search_app.glossary.rendering.relinking import FirstWords, changed_names
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import Glossary
from search_app.language.language import Language
from search_app.language.languages import language_of
from search_app.search.index.name_writer import EntryNames, copy_names, write_names
from search_app.search.index.source_digests import SourceDigests, write_source_digests
from search_app.search.indexer.assembly import REMOVED, RowSources, write_index_files
from search_app.search.indexer.parts import IndexedPart, IndexTask
from search_app.search.indexer.previous import PreviousGeneration
from search_app.search.indexer.whoosh_index import WhooshIndexWriter
from search_app.search.indexer.workers import Progress, index_in_parallel, run_concurrently
from search_app.search.storage.merging import RowRuns

FEW = 1000  # terms up to which a vocabulary of the names in their texts alone is faster


def write_language_index(
    folder: Path,
    glossary: Glossary,
    now: SourceDigests,
    before: PreviousGeneration,
    progress: Progress,
    *,
    translated: bool = False,
) -> int:
    """Write the index of the terms of `glossary` into `folder`, and return the number of terms rendered.

    Args:
        folder: the generation, or the folder of a translation in it; exists and is empty.
        glossary: in one language; its translations are not looked at.
        now: its digests.
        before: the index of this language in the generation before, compared with `now`.
        progress: called as the work proceeds.
        translated: whether this is a translation, whose pages have addresses of their own.
    """
    terms, language = glossary.terms, language_of(glossary.site.language)
    to_render = _to_render(terms, before, language)
    names = [EntryNames(term.slug, term.name, term.aliases, term.not_linked) for term in terms]
    with run_concurrently(*_names_task(folder, names, glossary, before, translated=translated)) as names_are_written:
        writer = WhooshIndexWriter(folder, language, before.folder)
        texts = list(_texts(to_render)) if len(to_render) < FEW else None
        make_task = partial(_index_task, folder, names, texts, before.fresh, language)
        parts = index_in_parallel(folder, make_task, to_render, progress)
        segments = [segment for part in parts for segment in part.segments]
        documents = writer.commit((*before.changed, *before.removed), segments, list(now.terms))
        rows = _row_sources(now, before, {term.slug for term in to_render}, parts)
        write_index_files(folder, glossary, rows, documents, names_are_written, progress)
    write_source_digests(folder, now)
    for part in parts:
        shutil.rmtree(part.folder)
    return len(to_render)


def _names_task(
    folder: Path, names: Sequence[EntryNames], glossary: Glossary, before: PreviousGeneration, *, translated: bool
) -> tuple[Callable[[], None], int]:
    """Return the task that writes the name dictionary, and the number of entries it has work with."""
    if before.folder and before.has_same_names and before.has_same_lead_ins:
        return partial(copy_names, before.folder, folder), 0
    language = language_of(glossary.site.language)
    return partial(write_names, folder, names, language, glossary.lead_ins, translated=translated), len(names)


def _index_task(
    folder: Path,
    names: Sequence[EntryNames],
    texts: Sequence[str] | None,
    fresh: frozenset[str],
    language: Language,
) -> IndexTask:
    ordinals = {entry.slug: ordinal for ordinal, entry in enumerate(names)}
    return IndexTask(folder, fresh, ordinals, Vocabulary(names, language, texts))


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
    rendered: Collection[str],
    parts: Sequence[IndexedPart],
) -> RowSources:
    return RowSources(
        entries=_rows(now, before, rendered, parts, [part.entries for part in parts]),
        documents=_rows(now, before, before.fresh, parts, [part.documents for part in parts]),
        ordinals=_new_ordinals(now, before),
    )


def _new_ordinals(now: SourceDigests, before: PreviousGeneration) -> list[int]:
    ordinals = {slug: ordinal for ordinal, slug in enumerate(now.terms)}
    return [ordinals.get(slug, REMOVED) for slug in before.ordinals]


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
