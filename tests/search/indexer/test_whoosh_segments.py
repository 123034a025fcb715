"""The arrays of a segment have the postings that Whoosh finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from whoosh.index import open_dir

from search_app.search.indexer.whoosh_internals import leaves
from search_app.search.indexer.whoosh_segments import read_segment, read_slugs


@pytest.mark.parametrize("field", ["entry", "name"])
def test_arrays_are_what_whoosh_reads(whole: Path, field: str) -> None:
    with open_dir(str(whole)).reader() as reader:
        for leaf, _ in leaves(reader):
            postings = read_segment(leaf, field)
            assert postings.stems == list(leaf.lexicon(field))
            assert postings.frequencies.tolist() == [leaf.doc_frequency(field, stem) for stem in postings.stems]
            assert postings.counts.sum() == len(postings.positions)
            assert postings.lengths.tolist() == [leaf.doc_field_length(number, field) for number in leaf.all_doc_ids()]
            ends = np.cumsum(postings.frequencies)
            for stem, start, end in zip(postings.stems, ends - postings.frequencies, ends, strict=True):
                matcher = leaf.postings(field, stem)
                assert postings.documents[start:end].tolist() == list(matcher.all_ids())


def test_slugs_are_in_the_order_of_documents(whole: Path) -> None:
    with open_dir(str(whole)).reader() as reader:
        assert [read_slugs(leaf) for leaf, _ in leaves(reader)] == [["c", "a"], ["b"]]
