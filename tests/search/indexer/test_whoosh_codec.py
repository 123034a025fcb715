"""The codec of segments: an index with it answers as one with Whoosh's own."""

from __future__ import annotations

import random
from typing import Any

import pytest
from whoosh.codec.base import Codec
from whoosh.codec.whoosh3 import W3Codec
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.query import And, Every, Not, Or, Phrase, Prefix, Query, Term
from whoosh.reading import TermNotFound

from search_app.language.english import ENGLISH
from search_app.search.indexer.whoosh_codec import ArrayCodec, PackedPositions
from search_app.search.indexer.whoosh_schema import EntryText

WORDS = ("fee", "plan", "cost", "care", "claim", "visit", "drug", "limit", "année", "𐐨𐐩")


def written(codec: Codec, text: TEXT) -> FileIndex:
    """Return an index of two segments of random documents, some of them deleted."""
    index = RamStorage().create_index(Schema(slug=ID(stored=True, unique=True), kind=KEYWORD, text=text, other=text))
    chooser = random.Random(7)
    for segment in range(2):
        writer = index.writer(codec=codec)
        for number in range(120):
            words = " ".join(chooser.choices(WORDS, range(len(WORDS), 0, -1), k=chooser.randint(0, 300)))
            writer.add_document(slug=f"{segment}-{number}", kind=chooser.choice(("law work", "law")), text=words)
        writer.commit(merge=False)
    writer = index.writer(codec=codec)
    for slug in ("0-3", "0-119", "1-0"):
        writer.delete_by_term("slug", slug)
    writer.commit(merge=False)
    return index


@pytest.fixture(scope="module")
def indexes() -> tuple[FileIndex, FileIndex]:
    """An index with the codec of arrays, and one with Whoosh's own."""
    return written(ArrayCodec(), EntryText(ENGLISH)), written(W3Codec(), TEXT(analyzer=EntryText(ENGLISH).analyzer))


def scores(index: FileIndex, query: Query) -> dict[str, float]:
    with index.searcher() as searcher:
        results = searcher.search(query, limit=None)
        return {searcher.stored_fields(number)["slug"]: score for score, number in results.top_n}


def term(word: str) -> Term:
    return Term("text", ENGLISH.stem(word))


@pytest.mark.parametrize(
    "query",
    [
        *map(term, (*WORDS, "unknown")),
        Term("kind", "work"),
        Term("slug", "1-7"),
        Term("other", "fee"),
        And([term("drug"), term("limit"), Not(term("année"))]),
        Or([term("𐐨𐐩"), term("fee"), term("unknown")]),
        Phrase("text", ["fee", "plan", "fee"]),
        Phrase("text", ["𐐨𐐩", "cost"]),
        Prefix("text", "c"),
        Every(),
    ],
    ids=str,
)
def test_a_query_finds_the_same_documents_with_the_same_scores(
    indexes: tuple[FileIndex, FileIndex], query: Query
) -> None:
    ours, stock = (scores(index, query) for index in indexes)
    assert ours == pytest.approx(stock)


def test_statistics_of_terms_are_the_same(indexes: tuple[FileIndex, FileIndex]) -> None:
    def statistics(index: FileIndex) -> list[Any]:
        with index.reader() as reader:
            found = [(each, info.doc_frequency(), info.weight(), info.max_weight()) for each, info in reader]
            lengths = [reader.min_field_length("text"), reader.field_length("text"), reader.field_length("other")]
            return [found, lengths, list(reader.all_stored_fields()), sorted(reader.indexed_field_names())]

    ours, stock = map(statistics, indexes)
    assert ours == stock
    with indexes[0].reader() as reader:
        info, other = (index.reader().term_info("text", b"fee") for index in indexes)
        assert (info.min_length(), info.max_length(), info.min_id()) == (
            other.min_length(), other.max_length(), other.min_id(),
        )  # fmt: skip
        assert reader.doc_frequency("text", b"unknown") == reader.frequency("text", b"unknown") == 0
        with pytest.raises(TermNotFound):
            reader.term_info("text", b"unknown")


def test_merged_segments_are_as_the_documents_indexed_at_once(indexes: tuple[FileIndex, FileIndex]) -> None:
    before = scores(indexes[0], term("fee")).keys()
    index = written(ArrayCodec(), EntryText(ENGLISH))
    index.writer(codec=ArrayCodec()).commit(optimize=True)
    assert index.doc_count_all() == index.doc_count() == 237
    assert scores(index, term("fee")).keys() == before
    assert (
        scores(index, Phrase("text", ["fee", "plan"])).keys()
        == scores(indexes[1], Phrase("text", ["fee", "plan"])).keys()
    )


@pytest.mark.parametrize("positions", [[0], [5, 5, 900, 100_000], list(range(300))])
def test_positions_are_decoded_as_encoded(positions: list[int]) -> None:
    encoded = PackedPositions().encode(positions)
    assert PackedPositions().decode_positions(encoded) == positions
    assert PackedPositions().decode_frequency(encoded) == len(positions)
