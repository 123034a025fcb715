"""Terms -> a published generation.

read and check -> render (what did not change is taken from the last generation) -> Whoosh index
-> derived files -> verify -> CURRENT
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from search_app.errors import IndexUnavailable
from search_app.glossary.linking import Vocabulary
from search_app.glossary.model import Term
from search_app.glossary.render import Entry, render
from search_app.glossary.source import read_glossary, source_digest
from search_app.search import generations
from search_app.search.cards import tokenize
from search_app.search.derived import Fingerprints, read_fingerprints, write_derived
from search_app.search.fulltext import Extended, Progress, write_index
from search_app.search.generations import Manifest
from search_app.search.schema import fingerprint
from search_app.search.tables import Records


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
    with generations.building(index) as folder:
        before = _Before(index)
        made_from = _fingerprints(glossary.terms)
        reuse = not full and before.fingerprints.vocabulary == made_from.vocabulary
        entries = _render(glossary.terms, made_from, before if reuse else None, progress)
        tokenized = [tokenize(entry) for entry in entries]
        written, documents = write_index(
            folder, tokenized, before.index_to_extend(made_from) if reuse else None, progress
        )
        write_derived(folder, glossary.site, tokenized, written, documents, made_from)
        manifest = generations.publish(
            folder,
            index,
            schema=fingerprint(),
            source=digest,
            terms=len(entries),
            categories=len(glossary.site.categories),
        )
    added, changed, removed = before.changes(made_from)
    return BuildReport(manifest, len(added) + len(changed) if reuse else len(entries), added, changed, removed)


class _Before:
    """The generation published before this build, or an empty one when none can be used."""

    def __init__(self, index: Path) -> None:
        self.fingerprints = Fingerprints("", {})
        for folder in generations.candidates(index):
            try:
                generations.verify(folder, fingerprint())
            except IndexUnavailable:
                continue
            self.fingerprints = read_fingerprints(folder)
            self._folder = folder
            self._entries = Records(folder, "entries", Entry)
            self._ordinals = {slug: ordinal for ordinal, slug in enumerate(self.fingerprints.terms)}
            break

    def index_to_extend(self, now: Fingerprints) -> Extended | None:
        """Return the full-text index of this generation with what has to change in it to hold `now`."""
        added, changed, removed = self.changes(now)
        return Extended(self._folder, stale=(*changed, *removed), fresh=frozenset((*added, *changed)))

    def entry(self, slug: str) -> Entry:
        entry: Entry = self._entries[self._ordinals[slug]]
        return entry

    def changes(self, now: Fingerprints) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Return the slugs that were added, changed and removed."""
        old, new = self.fingerprints.terms, now.terms
        added = tuple(slug for slug in new if slug not in old)
        changed = tuple(slug for slug in new if slug in old and new[slug] != old[slug])
        return added, changed, tuple(slug for slug in old if slug not in new)


def _fingerprints(terms: Sequence[Term]) -> Fingerprints:
    names = [(term.slug, term.name, term.aliases) for term in terms]
    return Fingerprints(_digest(names), {term.slug: _digest(term) for term in terms})


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()


def _render(terms: Sequence[Term], now: Fingerprints, before: _Before | None, progress: Progress) -> list[Entry]:
    """Return the entries of `terms`; those whose fingerprint is what it was are taken over."""
    vocabulary = Vocabulary(terms)
    old = before.fingerprints.terms if before else {}
    entries = []
    for number, term in enumerate(terms, 1):
        unchanged = before and old.get(term.slug) == now.terms[term.slug]
        entries.append(before.entry(term.slug) if before and unchanged else render(term, vocabulary))
        progress("Rendering", number, len(terms))
    return entries
