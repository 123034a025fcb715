from __future__ import annotations

import pytest

from search_app.search.index.reader import IndexReader
from search_app.search.retrieval.more_like_this import more_like_this
from tests.search.glossaries import open_reader, publish

TEXTS = [
    "A landlord keeps the deposit.",
    "The deposit of a landlord is due.",
    "A landlord waits.",
    "A nurse waits.",
    *["Something else is due."] * 16,
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> IndexReader:
    rows = [{"name": f"X{chr(ord('a') + number)}", "definition": text} for number, text in enumerate(TEXTS)]
    return open_reader(publish(tmp_path_factory.mktemp("similar"), rows))


def similar(reader: IndexReader, ordinal: int, limit: int = 5) -> list[int]:
    stems = set(reader.documents.stems(ordinal).tolist())
    return more_like_this(ordinal, stems, reader.postings, len(reader.entries), limit)


def test_entries_that_share_rare_words_are_similar(reader: IndexReader) -> None:
    assert similar(reader, 3) == [2]  # `waits`
    assert similar(reader, 0) == [1]  # `deposit`; more than a tenth of the entries contain `landlord`


def test_an_entry_of_common_words_is_similar_to_none(reader: IndexReader) -> None:
    assert similar(reader, 10) == []


def test_no_more_than_wanted_and_never_the_entry_itself(crowded: IndexReader) -> None:
    found = similar(crowded, 0, limit=3)
    assert len(found) <= 3
    assert 0 not in found
