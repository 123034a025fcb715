"""The Whoosh index: committed whole, or copied and updated."""

from __future__ import annotations

from pathlib import Path

import pytest
from whoosh.index import open_dir

from search_app.errors import GenerationRefused
from search_app.language.english import ENGLISH
from search_app.search.indexer.whoosh_index import MAX_SEGMENTS, WhooshIndexWriter, is_worn
from tests.search.indexer.conftest import add, copied


def test_a_copy_shares_segments_and_deletes_what_changed(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "edited"
    writer = copied(folder, whole)
    assert writer.commit(["a", "b"], add(folder, "a"), ["a", "c"]).tolist() == [1, -1, -1, 0]
    assert sorted(file.name for file in whole.glob("MAIN_*.seg"))[0] in {file.name for file in folder.glob("*.seg")}
    with open_dir(str(whole)).searcher() as searcher:
        assert searcher.doc_count() == 3  # the generation before is as it was


def test_an_index_that_lacks_an_entry_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(GenerationRefused, match=r"does not contain d\."):
        copied(tmp_path / "lacking", whole).commit([], [], ["a", "b", "c", "d"])


def test_an_index_with_an_entry_twice_is_refused(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "twice"
    writer = copied(folder, whole)
    with pytest.raises(GenerationRefused, match="each term once"):
        writer.commit(["c"], add(folder, "a"), ["a", "b", "b"])


def test_an_empty_index(tmp_path: Path) -> None:
    assert WhooshIndexWriter(tmp_path, ENGLISH, None).commit([], [], []).tolist() == []
    assert add(tmp_path) == []
    assert not is_worn(tmp_path)


def test_small_segments_are_merged_when_they_are_many(tmp_path: Path) -> None:
    slugs = [f"s{number}" for number in range(100)]
    before = tmp_path / "0"
    before.mkdir()
    WhooshIndexWriter(before, ENGLISH, None).commit([], add(before, *slugs), slugs)
    for number in range(1, MAX_SEGMENTS + 2):
        folder = tmp_path / str(number)
        writer = copied(folder, before)
        ordinals = writer.commit(["s1"], add(folder, "s1"), slugs)
        assert len(ordinals) == open_dir(str(folder)).doc_count_all()  # merged segments of deleted documents are empty
        before = folder
    assert len(list(before.glob("*.seg"))) < MAX_SEGMENTS


def test_an_index_of_mostly_deleted_documents_is_worn(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "worn"
    copied(folder, whole).commit(["a", "b"], [], ["c"])
    assert is_worn(folder)
    assert not is_worn(whole)
