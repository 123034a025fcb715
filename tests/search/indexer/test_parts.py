"""A part of a build: all its entries are rendered, only fresh ones tokenized and indexed."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.model import Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.english import ENGLISH
from search_app.search.index.documents import DocumentRecords
from search_app.search.indexer.parts import REPORTED, IndexTask, index_part
from search_app.search.indexer.whoosh_index import WhooshIndexWriter
from search_app.search.storage.arrays import read_array

TERMS = [
    Term(slug="fee", name="Fee", categories=("law",), definition="A price for a visit."),
    Term(slug="visit", name="Visit", categories=("law",), definition="It has a fee."),
]


def task(folder: Path, fresh: frozenset[str]) -> IndexTask:
    WhooshIndexWriter(folder, ENGLISH, None)
    return IndexTask(folder, fresh, {"fee": 5, "visit": 7}, Vocabulary(TERMS, ENGLISH))


def test_mentions_are_written_as_ordinals_of_the_whole_generation(tmp_path: Path) -> None:
    part = index_part(task(tmp_path, frozenset({"fee", "visit"})), 3, TERMS, lambda _: None)
    assert (part.folder, part.entries, part.documents, len(part.segments)) == (tmp_path / ".part-3", 2, 2, 1)
    assert read_array(part.folder, "mentions").tolist() == [7, 5]
    documents = DocumentRecords(part.folder)
    assert [document.name for document in documents.all_of([0, 1])] == ["Fee", "Visit"]


def test_entries_whose_words_are_known_are_rendered_only(tmp_path: Path) -> None:
    part = index_part(task(tmp_path, frozenset()), 0, TERMS, lambda _: None)
    assert (part.entries, part.documents, part.segments) == (2, 0, [])


def test_progress_is_reported_now_and_then_and_at_the_end(tmp_path: Path) -> None:
    reported: list[int] = []
    index_part(task(tmp_path, frozenset()), 0, [TERMS[0]] * (REPORTED + 1), reported.append)
    assert reported == [REPORTED, REPORTED + 1]
