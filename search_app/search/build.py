"""Terms -> a published generation.

read and check -> render (what did not change is taken from the last generation) -> Whoosh index
-> derived files -> verify -> CURRENT
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import msgspec

from search_app.errors import IndexUnavailable
from search_app.glossary.linking import Vocabulary
from search_app.glossary.model import Term
from search_app.glossary.render import Entry, render
from search_app.glossary.source import read_glossary, source_digest
from search_app.search import generations
from search_app.search.cards import Tokenized, Words, tokenize
from search_app.search.derived import DerivedWriter, Fingerprints, Progress, read_fingerprints
from search_app.search.fulltext import Extended, FullText
from search_app.search.generations import Manifest
from search_app.search.schema import fingerprint
from search_app.search.tables import Records

MANY = 2000  # terms from which rendering is shared out to other processes
BATCH = 500  # terms sent to one at a time


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
        reusable = _Before(None) if full else before
        text = FullText(folder, reusable.index_to_extend(made_from))
        derived = DerivedWriter(folder, glossary.site)
        for tokenized in Preparation(glossary.terms, made_from, reusable).run(progress):
            text.add(tokenized)
            derived.add(tokenized)
        written, documents = text.close(derived.slugs)
        derived.close(written, documents, made_from, reusable.with_same_names(made_from), progress)
        manifest = generations.publish(
            folder,
            index,
            schema=fingerprint(),
            source=digest,
            terms=len(glossary.terms),
            categories=len(glossary.site.categories),
        )
    return BuildReport(manifest, len(reusable.to_render(made_from)), *before.changes(made_from))


class _Before:
    """The generation published before this build, or an empty one when there is none to use."""

    def __init__(self, index: Path | None) -> None:
        self.fingerprints = Fingerprints("", {})
        self._folder: Path | None = None
        for folder in generations.candidates(index) if index else ():
            try:
                generations.verify(folder, fingerprint())
            except IndexUnavailable:
                continue
            self.fingerprints = read_fingerprints(folder)
            self._folder = folder
            self._entries = Records(folder, "entries", Entry)
            self._words = Records(folder, "words", Words)
            self._ordinals = {slug: ordinal for ordinal, slug in enumerate(self.fingerprints.terms)}
            break

    def index_to_extend(self, now: Fingerprints) -> Extended | None:
        """Return the full-text index of this generation with what has to change in it to hold `now`."""
        if self._folder is None:
            return None
        added, changed, removed = self.changes(now)
        return Extended(self._folder, stale=(*changed, *removed), fresh=frozenset((*added, *changed)))

    def with_same_names(self, now: Fingerprints) -> Path | None:
        """Return this generation if its entries have the slugs and names, in the order, of those to come."""
        return self._folder if self.fingerprints.vocabulary == now.vocabulary else None

    def to_render(self, now: Fingerprints) -> set[str]:
        """Return the slugs that must be rendered: all of them, if the names that texts link to are others."""
        added, changed, _ = self.changes(now)
        return {*added, *changed} if self.fingerprints.vocabulary == now.vocabulary else set(now.terms)

    def entry(self, slug: str) -> Entry:
        entry: Entry = self._entries[self._ordinals[slug]]
        return entry

    def words(self, slug: str, now: Fingerprints) -> Words | None:
        """Return the words of a term whose own text has not changed; links do not change them."""
        if self.fingerprints.terms.get(slug) != now.terms[slug]:
            return None
        known: Words = self._words[self._ordinals[slug]]
        return known

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


class Preparation:
    """Terms -> tokenized entries, in order; what has not changed is taken over from the generation before.

    Many are rendered by other processes, which run ahead while this one writes the full-text index.
    """

    def __init__(self, terms: Sequence[Term], now: Fingerprints, before: _Before) -> None:
        self._terms = terms
        self._now = now
        self._before = before
        self._to_render = before.to_render(now)

    def run(self, progress: Progress) -> Iterator[Tokenized]:
        rendered = self._rendered()
        for number, term in enumerate(self._terms, 1):
            if term.slug in self._to_render:
                yield next(rendered)
            else:
                yield tokenize(self._before.entry(term.slug), self._before.words(term.slug, self._now))
            progress("Rendering and indexing", number, len(self._terms))

    def _rendered(self) -> Iterator[Tokenized]:
        """Yield the terms that must be rendered, rendered, in order."""
        terms = [term for term in self._terms if term.slug in self._to_render]
        if len(terms) < MANY:
            vocabulary = Vocabulary(self._terms)
            for term in terms:
                yield tokenize(render(term, vocabulary), self._before.words(term.slug, self._now))
            return
        batches = [terms[start : start + BATCH] for start in range(0, len(terms), BATCH)]
        fork = multiprocessing.get_context("fork")  # so that the vocabulary is shared, not sent
        with ProcessPoolExecutor(os.cpu_count(), fork, _take_vocabulary, (Vocabulary(self._terms),)) as pool:
            for encoded in pool.map(_render_batch, batches):
                for entry, found in _decode_batch(encoded):
                    yield tokenize(entry, found)


_vocabulary: Vocabulary
_encode_batch = msgspec.msgpack.Encoder().encode
_decode_batch = msgspec.msgpack.Decoder(list[tuple[Entry, Words]]).decode


def _take_vocabulary(vocabulary: Vocabulary) -> None:
    """Keep the vocabulary in a process that renders."""
    global _vocabulary  # noqa: PLW0603  a pool's workers have no other place
    _vocabulary = vocabulary


def _render_batch(terms: Sequence[Term]) -> bytes:
    tokenized = [tokenize(render(term, _vocabulary)) for term in terms]
    return _encode_batch([(each.entry, each.words) for each in tokenized])
