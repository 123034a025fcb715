"""Stored documents: the sentences of their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.rendering.entry import Entry, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH
from search_app.search.index.document_writer import DocumentWriter, tokenize
from search_app.search.storage.arrays import read_array
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    """The entries of the real terms."""
    terms = read_glossary(ROOT / "terms").terms
    vocabulary = Vocabulary(())
    return [render(term, vocabulary) for term in terms]


def test_words_are_numbered_by_the_sentences_that_readers_and_reviewers_get(
    entries: list[Entry], tmp_path: Path
) -> None:
    writer, expected = DocumentWriter(tmp_path), []
    for entry in entries:
        tokenized = tokenize(entry)
        writer.add(tokenized)
        texts = [sentence for part in tokenized.parts for sentence in ENGLISH.sentences(part[2])]
        expected += [number for number, text in enumerate(texts) for _ in ENGLISH.words(text)]
    writer.close()
    assert read_array(tmp_path, "cards.sentences").tolist() == expected


def test_summaries_are_first_sentences(entries: list[Entry]) -> None:
    for entry in entries:
        first = next(ENGLISH.sentences(entry.passages[0].text))
        assert entry.summary == first or (len(first) > len(entry.summary) and entry.summary.endswith("…"))
