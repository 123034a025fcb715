"""Terms -> a published generation.

read and check -> render (what did not change is taken from the last generation) -> Whoosh index
-> derived files -> verify -> CURRENT
"""

from __future__ import annotations

import gc
import hashlib
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.glossary.model import Term
from search_app.glossary.rendering.entry import Entry
from search_app.glossary.rendering.relinking import FirstWords, changed_names
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import Glossary, read_glossary, source_digest
from search_app.search.index import generations
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import Manifest
from search_app.search.index.name_writer import write_names
from search_app.search.indexer.assembly import (
    GONE,
    Fingerprints,
    RowSources,
    read_fingerprints,
    write_fingerprints,
    write_index_files,
)
from search_app.search.indexer.whoosh_index import WhooshIndexWriter, is_worn
from search_app.search.indexer.workers import IndexedPart, IndexTask, Progress, index_in_parallel, run_concurrently
from search_app.search.storage.merging import RowRuns
from search_app.search.storage.records import Records

MUCH = 0.1  # of the entries: when more are others now, all are rendered anew
FEW = 1000  # terms for whose texts it pays to leave out names that are not in them
COLLECTIONS = (100_000, 20, 50)  # new objects after which Python looks for cyclic garbage, and how much it looks at


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. `added`, `changed` and `removed` are slugs, against the generation before."""

    manifest: Manifest
    rendered: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def is_stale(terms: Path, index: Path) -> bool:
    """Say whether what is published in `index` is not what building `terms` now would give."""
    for folder in generations.candidates(index):
        try:
            manifest = generations.read_manifest(folder)
        except IndexUnavailable:
            return True
        return (manifest.source, manifest.schema) != (source_digest(terms), fingerprint())
    return True


def build(terms: Path, index: Path, *, full: bool = False, progress: Progress = lambda *_: None) -> BuildReport:
    """Publish the glossary at `terms` as a new generation in `index`.

    Args:
        terms: a folder of term files, or a .jsonl file.
        index: the folder of generations; created when missing.
        full: render every term anew.
        progress: called as work goes on.

    Raises:
        ContentError: the terms have faults; what was published stays.
        IndexUnavailable: the index cannot be written, or another build is running.
    """
    digest = source_digest(terms)
    with _fewer_collections():
        glossary = read_glossary(terms).sound()
        gc.freeze()  # what has been read stays; the processes that are forked do not copy it then
        now = _fingerprints(glossary.terms)
        with generations.building(index) as folder:
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


class PreviousGeneration:
    """The generation published before this build, or none, and what is different now."""

    def __init__(self, folder: Path | None, now: Fingerprints) -> None:
        self.folder = folder
        made_from = read_fingerprints(folder) if folder else Fingerprints("", {})
        old, new = made_from.terms, now.terms
        self.ordinals = {slug: ordinal for ordinal, slug in enumerate(old)}
        self.added = tuple(slug for slug in new if slug not in old)
        self.changed = tuple(slug for slug in new if slug in old and new[slug] != old[slug])
        self.removed = tuple(slug for slug in old if slug not in new)
        self.has_same_names = made_from.vocabulary == now.vocabulary  # its entries, in the same order
        self.fresh = frozenset((*self.added, *self.changed))
        kept = [slug for slug in new if slug in old]
        self.in_same_order = kept == [slug for slug in old if slug in new]

    @property
    def is_much_alike(self) -> bool:
        """Say whether most entries are as they were, and none has changed places with another."""
        touched = len(self.fresh) + len(self.removed)
        return self.in_same_order and touched <= MUCH * len(self.ordinals)

    def touched(self) -> list[Entry]:
        """Return the entries that were changed or removed, as they were."""
        if not self.folder:
            return []
        ordinals = [self.ordinals[slug] for slug in (*self.changed, *self.removed)]
        return Records(self.folder, "entries", Entry).all_of(ordinals)

    @classmethod
    def newest(cls, index: Path, now: Fingerprints) -> PreviousGeneration:
        """Return the newest generation that can be built upon."""
        for folder in generations.candidates(index):
            try:
                generations.verify(folder, fingerprint())
            except IndexUnavailable:
                continue
            return cls(folder, now)
        return cls(None, now)


def _write(folder: Path, glossary: Glossary, now: Fingerprints, before: PreviousGeneration, progress: Progress) -> int:
    """Write all of a generation but its manifest, and return how many terms were rendered."""
    same_names = before.folder if before.has_same_names else None
    with run_concurrently(
        lambda: write_names(folder, glossary.terms, same_names), len(glossary.terms)
    ) as names_are_written:
        text = WhooshIndexWriter(folder, before.folder)
        work = _work(folder, glossary.terms, before, text)
        shares = index_in_parallel(work, progress)
        segments = [segment for share in shares for segment in share.segments]
        index, documents = text.close((*before.changed, *before.removed), segments, list(now.terms))
        rendered = {term.slug for term in work.terms}
        spliced = RowSources(
            entries=_rows(now, before, rendered, shares, [share.entries for share in shares]),
            cards=_rows(now, before, work.fresh, shares, [share.cards for share in shares]),
            ordinals=[work.ordinals.get(slug, GONE) for slug in before.ordinals],
        )
        write_index_files(folder, glossary, spliced, index, documents, names_are_written, progress)
    write_fingerprints(folder, now)
    for share in shares:
        shutil.rmtree(share.folder)
    return len(rendered)


def _work(folder: Path, terms: Sequence[Term], before: PreviousGeneration, text: WhooshIndexWriter) -> IndexTask:
    """Return what must be done anew."""
    to_render = _to_render(terms, before)
    texts = _texts(to_render) if len(to_render) < FEW else None
    ordinals = {term.slug: ordinal for ordinal, term in enumerate(terms)}
    return IndexTask(folder, text, to_render, before.fresh, ordinals, Vocabulary(terms, texts))


def _to_render(terms: Sequence[Term], before: PreviousGeneration) -> Sequence[Term]:
    """Return the terms that have changed, and those whose text may hold a name that leads elsewhere now."""
    fresh = [term for term in terms if term.slug in before.fresh]
    if before.has_same_names:
        return fresh
    if not before.is_much_alike:
        return terms
    words = FirstWords(changed_names(before.touched(), fresh))
    return [term for term in terms if term.slug in before.fresh or words.occur_in(term)]


def _texts(terms: Sequence[Term]) -> Iterator[str]:
    """Yield the texts of terms, as they are written and with entities such as `&eacute;` resolved."""
    for term in terms:
        for section in term.sections():
            yield section.markdown
            yield unescape(section.markdown)


def _rows(
    now: Fingerprints,
    before: PreviousGeneration,
    fresh: Collection[str],
    shares: Sequence[IndexedPart],
    counts: Sequence[int],
) -> RowRuns:
    """Return where the rows of all entries are: those of `fresh` ones in the shares, which have so many each."""
    new = ((number, row) for number, count in enumerate(counts) for row in range(count))
    places = [next(new) if slug in fresh else (len(shares), before.ordinals[slug]) for slug in now.terms]
    sources = [*(share.folder for share in shares), *([before.folder] if before.folder else [])]
    return RowRuns(sources, [number for number, _ in places], [row for _, row in places])


def _fingerprints(terms: Sequence[Term]) -> Fingerprints:
    names = [(term.slug, term.name, term.aliases, term.not_linked) for term in terms]
    return Fingerprints(_digest(names), {term.slug: _digest(term) for term in terms})


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Let Python look for cyclic garbage less often: there is little, and much to look at that stays."""
    thresholds = gc.get_threshold()
    if thresholds == COLLECTIONS:  # another thread builds
        yield
        return
    gc.set_threshold(*COLLECTIONS)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
