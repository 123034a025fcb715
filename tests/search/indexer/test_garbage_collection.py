"""Thresholds of garbage collection are raised for the time of a build."""

from __future__ import annotations

import gc

import pytest

from search_app.search.indexer.garbage_collection import THRESHOLDS, rare_collections


def test_thresholds_and_frozen_objects_are_restored_even_after_an_error() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="fails"), rare_collections():
        assert gc.get_threshold() == THRESHOLDS
        gc.freeze()
        raise ValueError("fails")
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_build_during_another_leaves_restoring_to_it() -> None:
    with rare_collections():
        with rare_collections():
            pass
        assert gc.get_threshold() == THRESHOLDS
