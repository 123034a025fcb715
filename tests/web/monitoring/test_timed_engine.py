"""An engine that measures answers as the engine in it does."""

from __future__ import annotations

import gc
import weakref

import pytest

from search_app.errors import NotFound
from search_app.search import Engine, SearchRequest
from search_app.web.monitoring.timed_engine import TimedEngine


def test_it_answers_as_the_engine_does_and_measures(tiny: Engine) -> None:
    measured: list[str] = []
    timed = TimedEngine(tiny, lambda kind, seconds: measured.append(kind) if seconds > 0 else None)
    assert timed.search(SearchRequest("plan")).hits == tiny.search(SearchRequest("plan")).hits
    assert timed.suggest("co", limit=2) == tiny.suggest("co", limit=2)
    with pytest.raises(NotFound):
        timed.related("nope")
    assert measured == ["search", "suggest", "related"]
    assert (len(timed), timed.generation, timed.site) == (len(tiny), tiny.generation, tiny.site)


def test_it_is_freed_without_waiting_for_a_collection(tiny: Engine) -> None:
    gc.disable()
    try:
        timed = TimedEngine(tiny, lambda *_: None)
        reference = weakref.ref(timed)
        del timed
        assert reference() is None
    finally:
        gc.enable()
