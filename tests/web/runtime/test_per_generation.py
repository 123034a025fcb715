"""Values of a generation are computed once, and freed with its engine."""

from __future__ import annotations

import gc
import time
import weakref
from pathlib import Path

from search_app.search import Engine, build
from search_app.web.api.match import encoded_vocabulary
from search_app.web.runtime.categories import MAX_LISTED, main_categories
from search_app.web.runtime.linked_names import vocabulary_of
from search_app.web.runtime.per_generation import per_generation
from search_app.web.runtime.services import services_of
from tests.conftest import SITE, client_of, write_terms

MANY = "".join(f'[[categories]]\nslug = "more-{n}"\nname = "More {n}"\n' for n in range(MAX_LISTED))


def test_a_value_is_computed_once_for_each_engine_and_argument(tiny_index: Path) -> None:
    calls: list[str] = []

    @per_generation(maxsize=2)
    def computed(engine: Engine, argument: str) -> str:
        calls.append(argument)
        return f"{engine.generation} {argument}"

    one, other = Engine.open(tiny_index), Engine.open(tiny_index)
    assert [computed(one, "a"), computed(one, "b"), computed(one, "a")][2] == f"{one.generation} a"
    assert calls == ["a", "b"]
    computed(other, "a")
    assert calls == ["a", "b", "a"]
    computed(one, "c")  # replaces "a", which is the oldest
    computed(one, "b")
    computed(one, "a")
    assert calls == ["a", "b", "a", "c", "a"]


def test_the_cached_values_do_not_keep_an_engine(tmp_path: Path) -> None:
    build(write_terms(tmp_path / "terms", site=SITE + MANY), tmp_path / "index")
    engine = Engine.open(tmp_path / "index")
    assert len(main_categories(engine)) == MAX_LISTED
    assert b"copayment" in encoded_vocabulary(engine, ("money",))
    assert list(vocabulary_of(engine).mentions("a copay"))
    reference = weakref.ref(engine)
    del engine
    gc.collect()
    assert reference() is None


def test_a_replaced_generation_is_freed(tmp_path: Path) -> None:
    terms, index = write_terms(tmp_path / "terms", site=SITE + MANY), tmp_path / "index"
    build(terms, index)
    client = client_of(index)
    live = services_of(client.application).live
    reference = weakref.ref(live.current())
    for path in ("/", "/search?q=plan", "/embed/frame", "/sitemap.xml", "/llms.txt", "/api/v1/vocabulary?category=law"):
        assert client.get(path).status_code == 200
    assert client.post("/api/v1/match", json={"text": "A copay."}).status_code == 200
    build(terms, index)
    give_up = time.monotonic() + 60
    while reference():
        assert time.monotonic() < give_up
        assert client.get("/").status_code == 200
        gc.collect()
        time.sleep(0.02)
