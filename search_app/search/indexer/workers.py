"""The entries of a build, rendered, tokenized and indexed in shares: by several processes when they are many.

A process is forked for each share, so that the terms and their vocabulary are shared, not sent. It writes the tables
of its entries into a folder of their own, and a segment of the full-text index.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment

from search_app.glossary.model import Term
from search_app.glossary.rendering.entry import Entry, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.search.index.document_writer import DocumentWriter, TokenizedEntry, tokenize
from search_app.search.index.phrasings import Phrasing, phrasings_of, write_phrasings
from search_app.search.indexer.whoosh_index import WhooshIndexWriter
from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.records import RecordWriter

MANY = 2000  # terms from which they are shared out to several processes
MOST = 8  # shares; each has a segment of the index
TOLD = 100  # terms after which a process tells how far it is
PATIENCE = 0.2  # seconds between two looks at how far all are

Progress = Callable[[str, int, int], None]  # what is being done, how many are done, of how many

_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class IndexTask:
    """What is to be done to make a generation in `folder`."""

    folder: Path
    text: WhooshIndexWriter
    terms: Sequence[Term]  # to be rendered
    fresh: frozenset[str]  # those of them whose words are not known yet
    ordinals: Mapping[str, int]  # of all terms, by their slugs
    vocabulary: Vocabulary

    def share(self, number: int, count: int) -> Sequence[Term]:
        """Return the terms of the share with this number."""
        return self.terms[number * len(self.terms) // count : (number + 1) * len(self.terms) // count]


@dataclass(frozen=True, slots=True)
class IndexedPart:
    """Where the tables of a share are, how many rows they have, and its segment of the full-text index."""

    folder: Path
    entries: int
    cards: int
    segments: list[Segment]


class PartWriter:
    """Writes the tables of the entries of a share."""

    def __init__(self, folder: Path, ordinals: Mapping[str, int]) -> None:
        folder.mkdir()
        self._folder = folder
        self._ordinals = ordinals
        self._records = RecordWriter(folder, "entries")
        self._mentions, self._counts = array("i"), array("q")
        self._cards = DocumentWriter(folder)
        self._sayings: list[Phrasing] = []
        self.entries = self.cards = 0

    def add(self, entry: Entry) -> None:
        """Write an entry as it is published."""
        self._records.add(entry)
        self._counts.append(len(entry.mentions))
        self._mentions.extend([self._ordinals[slug] for slug in entry.mentions])
        self.entries += 1

    def add_words(self, tokenized: TokenizedEntry) -> None:
        """Write what does not depend on other terms."""
        self._cards.add(tokenized)
        self._sayings.extend(phrasings_of(self.cards, tokenized.entry))
        self.cards += 1

    def close(self) -> None:
        """Write the rest."""
        self._records.close()
        RaggedArray.write_flat(self._folder, "mentions", self._counts, self._mentions)
        self._cards.close()
        write_phrasings(self._folder, self._sayings)


def index_in_parallel(work: IndexTask, progress: Progress) -> list[IndexedPart]:
    """Do the work, in several processes if it is much."""
    if len(work.terms) >= MANY:
        return _prepare_together(work, progress)
    return [_prepare_share(work, 0, 1, lambda done: progress("Rendering and indexing", done, len(work.terms)))]


def _prepare_together(work: IndexTask, progress: Progress) -> list[IndexedPart]:
    count = min(os.cpu_count() or 1, MOST)
    rendered = _FORK.Array("q", count, lock=False)  # by each process
    with ProcessPoolExecutor(count, _FORK, _remember, (_Memory(work, rendered),)) as pool:
        shares = [pool.submit(_run_share, number, count) for number in range(count)]
        waiting = {*shares}
        while waiting:
            ended, waiting = wait(waiting, PATIENCE)
            for future in ended:
                future.result()  # raises what went wrong there
            progress("Rendering and indexing", sum(rendered), len(work.terms))
        return [share.result() for share in shares]


@contextmanager
def run_concurrently(errand: Callable[[], object], entries: int) -> Iterator[Callable[[], object]]:
    """Run an errand for so many entries meanwhile, by a process of its own if they are many.

    Yields what waits for its end, and raises what went wrong there.
    """
    if entries < MANY:
        errand()
        yield lambda: None
        return
    with ProcessPoolExecutor(1, _FORK, _remember, (errand,)) as pool:
        yield pool.submit(_run_errand).result


def _prepare_share(work: IndexTask, number: int, count: int, tell: Callable[[int], None]) -> IndexedPart:
    folder = work.folder / f".share-{number}"
    tables, text = PartWriter(folder, work.ordinals), work.text.segment()
    terms = work.share(number, count)
    for done, term in enumerate(terms, 1):
        entry = render(term, work.vocabulary)
        tables.add(entry)
        if term.slug in work.fresh:
            tokenized = tokenize(entry)
            tables.add_words(tokenized)
            text.add(tokenized)
        if done % TOLD == 0 or done == len(terms):
            tell(done)
    tables.close()
    return IndexedPart(folder, tables.entries, tables.cards, text.close())


@dataclass(frozen=True, slots=True)
class _Memory:
    work: IndexTask
    rendered: Any


_memory: Any  # of a forked process: a _Memory, or an errand


def _remember(memory: Any) -> None:
    """Keep what a process needs in it, and let it end with the one that started it."""
    global _memory  # noqa: PLW0603  a pool's workers have no other place
    _memory = memory
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _run_share(number: int, count: int) -> IndexedPart:
    def tell(done: int) -> None:
        _memory.rendered[number] = done

    return _prepare_share(_memory.work, number, count, tell)


def _run_errand() -> None:
    _memory()
