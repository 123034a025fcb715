"""An engine that measures answers as the engine in it does."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from search_app.errors import NotFound
from search_app.search import Engine, SearchRequest, build
from search_app.web.monitoring.timed_engine import TimedEngine
from tests.glossary.translation.spanish import write_spanish


def test_it_answers_as_the_engine_does_and_measures(tiny: Engine) -> None:
    measured: list[str] = []
    timed = TimedEngine(tiny, lambda kind, seconds: measured.append(kind) if seconds > 0 else None)
    assert timed.search(SearchRequest("plan")).hits == tiny.search(SearchRequest("plan")).hits
    assert timed.suggest("co", limit=2) == tiny.suggest("co", limit=2)
    with pytest.raises(NotFound):
        timed.related("nope")
    assert measured == ["search", "suggest", "related"]
    assert (len(timed), timed.generation, timed.site) == (len(tiny), tiny.generation, tiny.site)


def test_every_language_is_measured(tmp_path: Path) -> None:
    build(write_spanish(tmp_path / "terms"), tmp_path / "index")
    measured: list[str] = []
    timed = TimedEngine.in_all_languages(Engine.open(tmp_path / "index"), lambda kind, _: measured.append(kind))
    spanish = timed.languages["es"]
    assert spanish.search(SearchRequest("copago")).hits[0].slug == "copayment"
    assert measured == ["search"]
    assert spanish.languages is timed.languages
    assert (list(timed.languages), timed.languages["en"], spanish.language) == (["en", "es"], timed, "es")


def test_it_is_freed_without_waiting_for_a_collection(tiny: Engine) -> None:
    gc.disable()
    try:
        timed = TimedEngine.in_all_languages(tiny, lambda *_: None)
        assert timed.languages == {"en": timed}
        reference = weakref.ref(timed)
        del timed
        assert reference() is None
    finally:
        gc.enable()
