"""The contract with the undocumented parts of Whoosh: each is there and works as `whoosh_internals` expects."""

from __future__ import annotations

import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.matching import FilterMatcher
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

from search_app.search.indexer import whoosh_internals
from search_app.search.indexer.whoosh_internals import (
    VERSION,
    blocks,
    decode_positions,
    encode_positions,
    finish_segment,
    leaves,
    segment_reader,
    segment_writer,
)
from tests.conftest import ROOT

REVIEW = f"; review every function of {Path(whoosh_internals.__file__).name}, then change VERSION and the pin"


def test_whoosh_is_the_version_that_the_adapter_was_written_for() -> None:
    assert version("whoosh3") == VERSION, f"Whoosh {version('whoosh3')} is installed, not {VERSION}{REVIEW}."


def test_the_project_and_its_locks_pin_that_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert f"whoosh3=={VERSION}" in project["dependencies"]
    for lock in ROOT.glob("requirements*.lock"):
        assert f"whoosh3=={VERSION} " in lock.read_text(), f"{lock.name} locks another Whoosh than pyproject.toml"


@pytest.mark.parametrize(
    ("owner", "part"),
    [
        (SegmentWriter, "_finalize_segment"),
        (IndexReader, "leaf_readers"),
        (SegmentReader, "segment"),
        (W3LeafMatcher, "_next_block"),
        (W3LeafMatcher, "is_active"),
    ],
)
def test_each_part_exists(owner: type, part: str) -> None:
    assert hasattr(owner, part), f"Whoosh {version('whoosh3')} has no {owner.__name__}.{part}{REVIEW}."


def test_a_writer_can_do_without_the_lock() -> None:
    parameters = inspect.signature(SegmentWriter.__init__).parameters
    assert "_lk" in parameters, f"Whoosh's SegmentWriter takes no `_lk`{REVIEW}."


@pytest.fixture
def index() -> FileIndex:
    """Two hundred documents with `fee` at positions 0 and 2, which takes several blocks; document 3 is deleted."""
    index = RamStorage().create_index(Schema(text=TEXT(phrase=True)))
    writer = segment_writer(index)
    for number in range(200):
        writer.add_document(text="fee big fee" if number else "fee lonely fee")
    segment = finish_segment(writer)
    with segment_reader(writer, segment) as reader:
        assert reader.doc_count_all() == 200
    committing = index.writer()
    committing.commit(mergetype=lambda _, segments: [*segments, segment])
    deleting = index.refresh().writer()
    deleting.delete_document(3)
    deleting.commit(merge=False)
    return index.refresh()


def test_a_segment_written_without_the_lock_can_be_committed(index: FileIndex) -> None:
    with index.reader() as reader:
        ((leaf, base),) = leaves(reader)
        assert (leaf.doc_count_all(), leaf.doc_count(), base) == (200, 199, 0)


def test_blocks_are_those_of_the_matcher_and_include_deleted_documents(index: FileIndex) -> None:
    with index.reader() as reader:
        ((leaf, _),) = leaves(reader)
        matcher = leaf.postings("text", b"fee")
        assert isinstance(matcher, FilterMatcher), f"Whoosh wraps deletions in {type(matcher).__name__}{REVIEW}."
        assert isinstance(matcher.child, W3LeafMatcher), (
            f"Whoosh reads blocks by {type(matcher.child).__name__}{REVIEW}."
        )
        found = list(blocks(matcher))
    assert len(found) > 1
    assert [number for ids, _, _ in found for number in ids] == list(range(200))
    assert {weight for _, weights, _ in found for weight in weights} == {2.0}
    assert {tuple(decode_positions(value)) for _, _, values in found for value in values} == {(0, 2)}


def test_short_lists_without_blocks_are_read_too(index: FileIndex) -> None:
    with index.reader() as reader:
        ((leaf, _),) = leaves(reader)
        ((ids, weights, values),) = blocks(leaf.postings("text", b"lonely"))
    assert (list(ids), list(weights), [decode_positions(value) for value in values]) == ([0], [1.0], [[1]])


def test_an_empty_index_has_no_leaves() -> None:
    with RamStorage().create_index(Schema(text=TEXT)).reader() as reader:
        assert leaves(reader) == []


@pytest.mark.parametrize("positions", [[0], [5, 5, 900, 100_000], list(range(300))])
def test_positions_are_encoded_as_whoosh_does(positions: list[int]) -> None:
    assert decode_positions(encode_positions(positions)) == positions
