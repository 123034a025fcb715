from __future__ import annotations

import os
import resource
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from search_app.errors import IndexUnavailable
from search_app.search import LiveEngine, SearchRequest, build, live, opening
from search_app.search.index.generations import replace_current
from search_app.search.indexer.opensearch_publisher import publish_in_cluster
from search_app.search.opensearch.cluster import Address, Cluster
from search_app.search.replica import Replica
from tests.concurrency import run_forked
from tests.opensearch.node import Node


def test_an_index_is_served_from_its_first_generation_on(terms: Path, tmp_path: Path) -> None:
    live = LiveEngine(tmp_path / "index")
    with pytest.raises(IndexUnavailable, match=r"Nothing is published in .* yet; run `glossary build`"):
        live.current()
    build(terms, tmp_path / "index")
    live.refresh()
    assert len(live.current()) == 3


def test_what_is_published_once_more_is_not_opened_once_more(terms: Path, tmp_path: Path) -> None:
    name = build(terms, tmp_path / "index").manifest.generation
    live = LiveEngine(tmp_path / "index")
    engine = live.current()
    replace_current(tmp_path / "index", name)
    live.refresh()
    assert live.current() is engine


def test_an_engine_in_use_answers_on_after_its_generation_is_gone(terms: Path, tmp_path: Path) -> None:
    live = LiveEngine(tmp_path / "index")
    old = build(terms, tmp_path / "index").manifest.generation
    live.refresh()
    engine = live.current()
    (terms / "money" / "copayment.md").unlink()
    shutil.copy(terms / "money" / "deductible.md", terms / "money" / "spare.md")
    file = terms / "money" / "spare.md"
    file.write_text(
        file.read_text().replace("name: Deductible", "name: Spare").replace("annual deductible", "spare part")
    )
    new = build(terms, tmp_path / "index").manifest.generation
    shutil.rmtree(tmp_path / "index" / old)
    deadline = time.monotonic() + 60
    while live.current().generation != new and time.monotonic() < deadline:  # the watching thread sees it
        time.sleep(0.02)
    assert live.current().redirect("spare-part") == "spare"
    assert engine.entry("copayment").name == "Copayment"


@contextmanager
def no_descriptors() -> Iterator[None]:
    """Let this process open no more files."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def soon(follower: LiveEngine, generation: str) -> bool:
    give_up = time.monotonic() + 60
    while follower.state().generation != generation and time.monotonic() < give_up:
        time.sleep(0.02)
    return follower.state().generation == generation


@pytest.mark.parametrize("served", [True, False])
def test_what_could_not_be_opened_is_tried_again(terms: Path, tmp_path: Path, served: bool) -> None:
    index = tmp_path / "index"
    old = build(terms, index).manifest.generation if served else ""
    follower = LiveEngine(index)
    new = build(terms, index).manifest.generation
    with no_descriptors():
        follower.refresh()
        state = follower.state()
    assert state.generation == old
    assert "Too many open files" in state.problem
    assert str(tmp_path) not in state.problem
    follower.start()
    assert soon(follower, new)
    assert follower.state().problem == ""


def test_no_exception_ends_the_watch(terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "index"
    build(terms, index)
    follower = LiveEngine(index)
    follower.start()
    failed = threading.Event()

    def fail(*_: object) -> None:
        failed.set()
        raise MemoryError

    for module, name in ((live, "open_newest"), (live.generations, "current_stamp")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, fail)
            failed.clear()
            new = build(terms, index).manifest.generation
            assert failed.wait(10)
        assert soon(follower, new)


def test_requests_that_come_first_wait_for_what_was_published_since_the_fork(
    terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = LiveEngine(tmp_path / "index")
    new = build(terms, tmp_path / "index").manifest.generation
    slow = live.open_newest

    def slowly(*args: object) -> object:
        time.sleep(0.2)
        return slow(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(live, "open_newest", slowly)
    answered: list[str] = []
    requests = [threading.Thread(target=lambda: answered.append(follower.current().generation)) for _ in range(4)]
    for request in requests:
        request.start()
    for request in requests:
        request.join()
    assert answered == [new] * 4


def test_a_process_follows_another_that_answers_from_a_newer_generation(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    follower = LiveEngine(index)
    new = build(terms, index).manifest.generation

    def answer() -> None:
        assert follower.current().generation == new

    run_forked(answer)
    follower._watched_by = os.getpid()  # a watch that has not looked yet
    assert follower.current().generation == new


def test_damage_on_disk_is_reported_while_memory_is_served(terms: Path, tmp_path: Path) -> None:
    name = build(terms, tmp_path / "index").manifest.generation
    follower = LiveEngine(tmp_path / "index")
    (tmp_path / "index" / name / "names.utf8").write_bytes(b"")
    follower.follow()
    assert follower.current().entry("copayment").name == "Copayment"
    assert follower.state().problem == f"The generation {name} is damaged: names.utf8 is not what was built."


def test_a_mapped_generation_that_is_damaged_gives_way_to_the_one_before(
    terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "IN_MEMORY", 0)
    old, new = (build(terms, tmp_path / "index").manifest.generation for _ in range(2))
    follower = LiveEngine(tmp_path / "index")
    (tmp_path / "index" / new / "names.utf8").write_bytes(b"")
    follower.follow()
    state = follower.state()
    assert (state.generation, state.waiting) == (old, new)
    assert "names.utf8 is not what was built" in state.problem
    (tmp_path / "index" / old / "names.utf8").write_bytes(b"")
    follower._damage = live.Retry(0)
    follower.follow()
    with pytest.raises(IndexUnavailable, match=r"names\.utf8 is not what was built"):
        follower.current()


def test_a_publication_in_a_cluster_is_followed_while_serving(opensearch: Node, terms: Path, tmp_path: Path) -> None:
    cluster = Cluster(Address.of(opensearch.url, prefix=f"test-{uuid4().hex[:8]}"))
    follower = LiveEngine(tmp_path / "web", replica=Replica(cluster, tmp_path / "web"))
    with pytest.raises(IndexUnavailable):
        follower.current()
    for word in ("driver", "plumber"):
        file = terms / "money" / "copayment.md"
        file.write_text(file.read_text().replace("A driver pays", f"A {word} pays"), encoding="utf-8")
        new = build(terms, tmp_path / "built").manifest.generation
        publish_in_cluster(cluster, tmp_path / "built")
        assert soon(follower, new)
        assert [hit.slug for hit in follower.current().search(SearchRequest(word)).hits] == ["copayment"]
