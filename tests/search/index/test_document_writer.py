"""Documents written in parts are merged into those that one part would write."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.rendering.entry import Entry, Passage, render
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.source import read_glossary
from search_app.language.english import ENGLISH
from search_app.search.index.document_writer import DocumentWriter, TokenTable, merge_documents, tokenize
from search_app.search.storage.arrays import read_array
from search_app.search.storage.merging import RowRuns
from tests.conftest import ROOT


def entry(slug: str, name: str, definition: str, aliases: tuple[str, ...] = ()) -> Entry:
    passage = Passage("definition", "definition", "Definition", definition, definition, definition)
    return Entry(slug, name, aliases, ("law",), ("who pays",), (), (), "", definition, (passage,))


ENTRIES = [entry("fee", "Fee", "A price. It is due."), entry("tip", "Tip", "𝔐oney!", ("tips",)), entry("x", "§", "")]


def write(folder: Path, entries: list[Entry]) -> Path:
    folder.mkdir()
    writer = DocumentWriter(folder, ENGLISH)
    for each in entries:
        writer.add(tokenize(each, ENGLISH))
    writer.close()
    return folder


def merge(folder: Path, sources: list[Path], rows: list[tuple[int, int]]) -> TokenTable:
    folder.mkdir()
    return merge_documents(folder, RowRuns(sources, [source for source, _ in rows], [row for _, row in rows]))


def test_names_are_the_first_parts() -> None:
    kinds = [kind for kind, _, _, _ in tokenize(ENTRIES[1], ENGLISH).parts]
    assert kinds == ["name", "alias", "asked_as", "definition"]


def test_parts_are_merged_in_any_order(tmp_path: Path) -> None:
    whole = merge(tmp_path / "one", [write(tmp_path / "a", ENTRIES)], [(0, 0), (0, 1), (0, 2)])
    parts = [write(tmp_path / "b", ENTRIES[1:]), write(tmp_path / "c", ENTRIES[:1])]
    merged = merge(tmp_path / "two", parts, [(1, 0), (0, 0), (0, 1)])
    assert merged.words == whole.words
    assert merged.numbers.tolist() == whole.numbers.tolist()
    for file in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / file.name).read_bytes() == file.read_bytes()


def test_forms_that_are_no_longer_used_leave_the_table(tmp_path: Path) -> None:
    table = merge(tmp_path / "one", [write(tmp_path / "a", ENTRIES)], [(0, 1)])
    assert "price" not in table.words
    assert [table.words[number] for number in table.numbers[table.named]] == ["tip", "tips"]
    assert set(table.owners.tolist()) == {0}


def test_sentences_are_numbered_through_an_entry(tmp_path: Path) -> None:
    folder = write(tmp_path / "a", ENTRIES[:1])
    assert read_array(folder, "documents.sentences").tolist() == [0, 1, 1, 2, 2, 3, 3, 3]  # fee|who pays|A price.|It..


@pytest.mark.parametrize("rows", [[], [(0, 0)]])
def test_few_entries_or_none(tmp_path: Path, rows: list[tuple[int, int]]) -> None:
    table = merge(tmp_path / "one", [write(tmp_path / "a", ENTRIES[2:])], rows)
    assert len(table.owners) == len(table.numbers)


@pytest.fixture(scope="module")
def real_entries() -> list[Entry]:
    """The entries of the real terms."""
    terms = read_glossary(ROOT / "terms").terms
    vocabulary = Vocabulary((), ENGLISH)
    return [render(term, vocabulary) for term in terms]


def test_words_are_numbered_by_the_sentences_that_readers_and_reviewers_get(
    real_entries: list[Entry], tmp_path: Path
) -> None:
    writer, expected = DocumentWriter(tmp_path, ENGLISH), []
    for entry in real_entries:
        tokenized = tokenize(entry, ENGLISH)
        writer.add(tokenized)
        texts = [sentence for part in tokenized.parts for sentence in ENGLISH.sentences(part[2])]
        expected += [number for number, text in enumerate(texts) for _ in ENGLISH.words(text)]
    writer.close()
    assert read_array(tmp_path, "documents.sentences").tolist() == expected


def test_summaries_are_first_sentences(real_entries: list[Entry]) -> None:
    for entry in real_entries:
        first = next(ENGLISH.sentences(entry.passages[0].text))
        assert entry.summary == first or (len(first) > len(entry.summary) and entry.summary.endswith("…"))
