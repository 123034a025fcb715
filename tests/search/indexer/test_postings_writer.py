"""Scores at build time are those that Whoosh would compute while searching, deleted documents aside."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.query import Term
from whoosh.scoring import BM25F

from search_app.language.english import ENGLISH
from search_app.search.index.postings import K1, B, Postings
from search_app.search.indexer.postings_writer import write_postings
from search_app.search.indexer.whoosh_index import WhooshIndexWriter
from tests.search.indexer.conftest import add, copied

SLUGS = ["fee", "fee-payer", "payer"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    return folder


def test_scores_are_those_of_whoosh(folder: Path) -> None:
    writer = WhooshIndexWriter(folder, ENGLISH, None)
    ordinals = writer.commit([], [*add(folder, "fee-payer", "payer"), *add(folder, "fee")], SLUGS)
    assert ordinals.tolist() == [1, 2, 0]
    numbers = write_postings(folder, ordinals)
    postings = Postings(folder, "entry")
    with open_dir(str(folder)).searcher(weighting=BM25F(B=B, K1=K1)) as searcher:
        for stem, number in numbers["entry"].items():
            wanted = {ordinals[hit.docnum]: hit.score for hit in searcher.search(Term("entry", stem), limit=None)}
            docs, scores = postings.of(number)
            assert dict(zip(docs.tolist(), scores.tolist(), strict=True)) == pytest.approx(wanted, rel=1e-5)


def test_deleted_documents_and_their_words_are_left_out(folder: Path, tmp_path: Path) -> None:
    WhooshIndexWriter(folder, ENGLISH, None).commit([], add(folder, "fee", "payer", "tip"), ["fee", "payer", "tip"])
    edited = tmp_path / "edited"
    ordinals = copied(edited, folder).commit(["payer"], [], ["fee", "tip"])
    numbers = write_postings(edited, ordinals)
    assert "payer" not in numbers["name"]
    assert Postings(edited, "entry").of(numbers["entry"]["fee"])[0].tolist() == [0, 1]
    assert Postings(edited, "name").of(numbers["name"]["tip"])[0].tolist() == [1]


def test_positions_of_entries_do_not_touch(folder: Path) -> None:
    ordinals = WhooshIndexWriter(folder, ENGLISH, None).commit([], add(folder, "a-b", "c-d"), ["a-b", "c-d"])
    numbers = write_postings(folder, ordinals)["name"]
    postings = Postings(folder, "name")
    b, c = (int(postings.places(numbers[stem])[0]) for stem in ("b", "c"))
    assert c - b > 1  # no phrase `b c`
    assert postings.holding(postings.places(numbers["d"])).tolist() == [1]


def test_an_index_without_documents(folder: Path) -> None:
    ordinals = WhooshIndexWriter(folder, ENGLISH, None).commit([], [], [])
    assert write_postings(folder, ordinals) == {"entry": {}, "name": {}}
    assert len(Postings(folder, "entry").stems) == 0
