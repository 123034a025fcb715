"""The contract with the undocumented parts of Whoosh: each is there and works as `whoosh_internals` expects."""

from __future__ import annotations

import inspect
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from whoosh.codec.whoosh3 import W3PerDocReader, W3PerDocWriter
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

from search_app.language.english import ENGLISH
from search_app.search.indexer import whoosh_internals
from search_app.search.indexer.whoosh_internals import (
    VERSION,
    finish_segment,
    leaves,
    postings_file,
    segment_reader,
    segment_writer,
    stored_file,
)
from search_app.search.indexer.whoosh_schema import EntryText
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
        (W3PerDocWriter, "_create_file"),
        (W3PerDocReader, "has_column"),
    ],
)
def test_each_part_exists(owner: type, part: str) -> None:
    assert hasattr(owner, part), f"Whoosh {version('whoosh3')} has no {owner.__name__}.{part}{REVIEW}."


def test_a_writer_can_do_without_the_lock() -> None:
    parameters = inspect.signature(SegmentWriter.__init__).parameters
    assert "_lk" in parameters, f"Whoosh's SegmentWriter takes no `_lk`{REVIEW}."


@pytest.fixture
def index() -> FileIndex:
    """Two hundred documents with `fee` at positions 0 and 2; document 3 is deleted."""
    index = RamStorage().create_index(Schema(text=EntryText(ENGLISH)))
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


def test_the_files_of_a_segment_are_read_with_its_deleted_documents(index: FileIndex) -> None:
    with index.reader() as reader:
        ((leaf, _),) = leaves(reader)
        postings, lengths = postings_file(leaf).field("text"), stored_file(leaf).lengths("text")
        assert list(leaf.postings("text", b"fee").all_ids()) == [number for number in range(200) if number != 3]
    assert postings is not None
    assert postings.terms == [b"big", b"fee", b"lone"]
    assert postings.frequencies.tolist() == [199, 200, 1]
    assert postings.documents[199:399].tolist() == list(range(200))
    assert set(postings.weights[199:399].tolist()) == {2.0}
    assert set(lengths.tolist()) == {3.0}


def test_an_empty_index_has_no_leaves() -> None:
    with RamStorage().create_index(Schema(text=TEXT)).reader() as reader:
        assert leaves(reader) == []
