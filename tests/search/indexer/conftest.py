"""Small Whoosh indexes, written in segments as builds do."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.codec.base import Segment

from search_app.glossary.rendering.entry import Entry, Passage
from search_app.language.english import ENGLISH
from search_app.search.index.document_writer import tokenize
from search_app.search.indexer.whoosh_index import WhooshIndexWriter, WhooshSegmentWriter


def add(folder: Path, *slugs: str) -> list[Segment]:
    """Write a segment with an entry for each slug."""
    writer = WhooshSegmentWriter(folder)
    for slug in slugs:
        passage = Passage("definition", "definition", "Definition", "A fee.", "A fee.", "A fee.")
        writer.add(tokenize(Entry(slug, slug, (), ("law",), (), (), (), "", "", (passage,)), ENGLISH))
    return writer.close()


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    folder = tmp_path / "whole"
    folder.mkdir()
    writer = WhooshIndexWriter(folder, ENGLISH, None)
    assert writer.commit([], [*add(folder, "c", "a"), *add(folder, "b")], ["a", "b", "c"]).tolist() == [2, 0, 1]
    return folder


def copied(folder: Path, before: Path) -> WhooshIndexWriter:
    folder.mkdir()
    return WhooshIndexWriter(folder, ENGLISH, before)
