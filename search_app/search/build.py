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
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.glossary.linking import Vocabulary
from search_app.glossary.model import Term
from search_app.glossary.source import Glossary, read_glossary, source_digest
from search_app.search import generations
from search_app.search.derived import Fingerprints, Spliced, read_fingerprints, write_derived, write_fingerprints
from search_app.search.fulltext import FullText, is_worn
from search_app.search.generations import Manifest
from search_app.search.nametables import write_names
from search_app.search.schema import fingerprint
from search_app.search.shares import Done, Progress, Work, prepare
from search_app.search.splicing import Rows

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
    glossary = read_glossary(terms).sound()
    with _fewer_collections(), generations.building(index) as folder:
        now = _fingerprints(glossary.terms)
        newest = _Before.newest(index)
        before = _Before() if full or (newest.folder and is_worn(newest.folder)) else newest
        changes = newest.changes(now)
        to_render = before.to_render(now)
        _build_in(folder, glossary, now, before, progress)
        manifest = generations.publish(
            folder,
            index,
            schema=fingerprint(),
            source=digest,
            terms=len(glossary.terms),
            categories=len(glossary.site.categories),
        )
    return BuildReport(manifest, len(to_render), *changes)


def _build_in(folder: Path, glossary: Glossary, now: Fingerprints, before: _Before, progress: Progress) -> None:
    """Write everything of a generation but its manifest."""
    text = FullText(folder, before.folder)
    work = _work(folder, glossary.terms, now, before, text)
    same_names = before.folder if before.fingerprints.vocabulary == now.vocabulary else None
    shares = prepare(work, lambda: write_names(folder, glossary.terms, same_names), progress)
    _, changed, removed = before.changes(now)
    segments = [segment for share in shares for segment in share.segments]
    written, documents = text.close((*changed, *removed), segments, list(now.terms))
    write_derived(folder, glossary, _spliced(now, before, work, shares), written, documents, progress)
    write_fingerprints(folder, now)
    for share in shares:
        shutil.rmtree(share.folder)


def _work(folder: Path, terms: Sequence[Term], now: Fingerprints, before: _Before, text: FullText) -> Work:
    wanted, (added, changed, _) = before.to_render(now), before.changes(now)
    return Work(
        folder,
        text,
        [term for term in terms if term.slug in wanted],
        frozenset((*added, *changed)),
        {term.slug: ordinal for ordinal, term in enumerate(terms)},
        Vocabulary(terms if wanted else ()),
    )


def _spliced(now: Fingerprints, before: _Before, work: Work, shares: Sequence[Done]) -> Spliced:
    """Return where the tables of the entries come from: the shares of this build, or the generation before."""
    rendered = {term.slug for term in work.terms}
    return Spliced(
        _rows(now, before, rendered, shares, [share.entries for share in shares]),
        _rows(now, before, work.fresh, shares, [share.cards for share in shares]),
    )


def _rows(
    now: Fingerprints, before: _Before, fresh: Collection[str], shares: Sequence[Done], counts: Sequence[int]
) -> Rows:
    """Return the rows of all entries: of the `fresh` ones from the shares, which have so many each, in order."""
    new = ((number, row) for number, count in enumerate(counts) for row in range(count))
    places = [next(new) if slug in fresh else (len(shares), before.ordinals[slug]) for slug in now.terms]
    sources = [*(share.folder for share in shares), *([before.folder] if before.folder else [])]
    return Rows(sources, [number for number, _ in places], [row for _, row in places])


class _Before:
    """The generation published before this build, or none."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.fingerprints = read_fingerprints(folder) if folder else Fingerprints("", {})
        self.ordinals = {slug: ordinal for ordinal, slug in enumerate(self.fingerprints.terms)}

    @classmethod
    def newest(cls, index: Path) -> _Before:
        """Return the newest generation that can be built upon."""
        for folder in generations.candidates(index):
            try:
                generations.verify(folder, fingerprint())
            except IndexUnavailable:
                continue
            return cls(folder)
        return cls()

    def to_render(self, now: Fingerprints) -> set[str]:
        """Return the slugs that must be rendered: all of them, if the names that texts link to are others."""
        added, changed, _ = self.changes(now)
        return {*added, *changed} if self.fingerprints.vocabulary == now.vocabulary else set(now.terms)

    def changes(self, now: Fingerprints) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the slugs that were added, changed and removed."""
        old, new = self.fingerprints.terms, now.terms
        added = tuple(slug for slug in new if slug not in old)
        changed = tuple(slug for slug in new if slug in old and new[slug] != old[slug])
        return added, changed, tuple(slug for slug in old if slug not in new)


def _fingerprints(terms: Sequence[Term]) -> Fingerprints:
    names = [(term.slug, term.name, term.aliases, term.not_linked) for term in terms]
    return Fingerprints(_digest(names), {term.slug: _digest(term) for term in terms})


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


@contextmanager
def _fewer_collections() -> Iterator[None]:
    """Let Python look for cyclic garbage less often: there is little, and much to look at that stays."""
    thresholds = gc.get_threshold()
    gc.set_threshold(*COLLECTIONS)
    gc.freeze()  # what has been read stays; the processes that are forked then do not copy it either
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
