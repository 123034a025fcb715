"""What is written of each entry; the tests of retrieval find it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import TextsUnavailable
from search_app.search.index import generations
from search_app.search.index.reader import IndexReader
from search_app.search.indexer.opensearch_writer import documents, write_texts
from search_app.search.opensearch import mapping
from search_app.search.opensearch.cluster import Address, Cluster
from tests.conftest import free_port


@pytest.fixture
def folder(tiny_index: Path) -> Path:
    return next(generations.candidates(tiny_index))


def texts(reader: IndexReader, written: str) -> list[set[str]]:
    """Return the stems at each position."""
    return [{reader.vocabulary.stems.text(int(each)) for each in place.split("|")} for place in written.split()]


def test_positions_are_those_of_the_words(folder: Path, reader: IndexReader) -> None:
    copayment = next(documents(folder))
    at = copayment[mapping.SECTIONS]
    assert texts(reader, at["definition"][0])[:4] == [{"a"}, {"copay"}, {"is"}, {"a"}]
    assert texts(reader, at["alias"][1]) == [{"co", "copay"}, {"pay"}]  # `co-pay` is one word too
    assert len(at["example"]) == 2


def test_each_sentence_is_a_value(folder: Path, reader: IndexReader) -> None:
    copayment = next(documents(folder))
    found = [texts(reader, sentence) for sentence in copayment[mapping.SENTENCES]]
    assert [{"it"}, {"is"}, {"due"}, {"on"}, {"the"}, {"day"}] in found


def test_scores_are_frequencies(folder: Path, reader: IndexReader) -> None:
    for ordinal, document in enumerate(documents(folder)):
        for pair in document[mapping.ENTRY].split():
            stem, frequency = map(int, pair.split("|"))
            docs, scores = reader.postings.of(stem)
            score = scores[docs.tolist().index(ordinal)]
            assert frequency / mapping.SCALE == pytest.approx(score, abs=1 / mapping.SCALE)


def test_categories_and_orders_are_numbers(folder: Path, reader: IndexReader) -> None:
    for ordinal, document in enumerate(documents(folder)):
        slugs = [reader.site.categories[number].slug for number in document[mapping.CATEGORY]]
        assert tuple(slugs) == reader.entries[ordinal].categories
        assert document[mapping.ORDINAL] == ordinal


def test_all_is_written_and_reported(cluster: Cluster, folder: Path) -> None:
    reports: list[tuple[int, int]] = []
    index = f"{cluster.prefix}-written"
    write_texts(cluster, index, folder, lambda _, done, total: reports.append((done, total)))
    assert cluster.find(f"/{index}/_count")["count"] == 3
    assert reports[-1] == (3, 3)


def test_nobody_there_is_said_in_one_sentence(folder: Path) -> None:
    nobody = Cluster(Address.of(f"http://127.0.0.1:{free_port()}"))
    with pytest.raises(TextsUnavailable, match="cannot be written: no node can be reached"):
        write_texts(nobody, "texts", folder)
