"""Postings of the three terms."""

from __future__ import annotations

import numpy as np
import pytest

from search_app.search.index.postings import Postings
from search_app.search.index.reader import IndexReader

COPAYMENT, DEDUCTIBLE, TIP_POOLING = range(3)


@pytest.fixture
def postings(reader: IndexReader) -> Postings:
    return reader.postings


def test_entries_ascend_and_rare_words_score_higher(postings: Postings) -> None:
    plan, arm = postings.stems.find("plan"), postings.stems.find("arm")
    docs, scores = postings.of(plan)
    assert docs.tolist() == [COPAYMENT, DEDUCTIBLE]
    assert postings.stems.frequency(plan) == 2
    assert postings.of(arm)[1][0] > 0
    assert scores[1] > scores[0] > 0  # the plan is in four sentences of one entry and in one of the other


def test_several_stems_at_once(postings: Postings) -> None:
    stems = [postings.stems.find(word) for word in ("plan", "arm")]
    docs, scores = postings.of_all(np.asarray(stems, np.int32))
    assert docs.tolist() == [*postings.of(stems[0])[0], *postings.of(stems[1])[0]]
    assert len(scores) == len(docs)
    assert postings.of_all(np.array([], np.int32))[0].tolist() == []


def test_positions_lead_back_to_their_entries(postings: Postings) -> None:
    places = postings.places(postings.stems.find("plan"))
    assert places.tolist() == sorted(places.tolist())
    assert postings.holding(places).tolist() == [COPAYMENT, DEDUCTIBLE]
    assert postings.holding(places[:0]).tolist() == []


def test_names_have_postings_of_their_own(reader: IndexReader) -> None:
    assert reader.name_postings.stems.find("plan") == -1
    pool = reader.name_postings.stems.find("pool")
    assert reader.name_postings.of(pool)[0].tolist() == [TIP_POOLING]
