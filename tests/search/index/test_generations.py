"""Generations: published whole, verified when opened, and replaced in one step."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import whoosh.index

from search_app.errors import ContentError, IndexUnavailable
from search_app.search import Engine, LiveEngine, SearchRequest, build, is_stale
from search_app.search.index import generations
from tests.conftest import COPAYMENT, DEDUCTIBLE, write_terms
from tests.glossary.translation.spanish import write_spanish


def folders(index: Path) -> list[str]:
    return sorted(folder.name for folder in index.iterdir() if folder.is_dir())


def test_whoosh_opens_the_generation_and_counts_the_terms(terms: Path, tmp_path: Path) -> None:
    name = build(terms, tmp_path / "index").manifest.generation
    assert (tmp_path / "index" / "CURRENT").read_text().strip() == name
    with whoosh.index.open_dir(str(tmp_path / "index" / name)).searcher() as searcher:
        assert searcher.doc_count() == 3
        assert {fields["slug"] for fields in searcher.all_stored_fields()} == {"copayment", "deductible", "tip-pooling"}


def test_the_last_two_are_kept(terms: Path, tmp_path: Path) -> None:
    names = [build(terms, tmp_path / "index").manifest.generation for _ in range(4)]
    assert folders(tmp_path / "index") == names[2:]


def test_a_glossary_without_terms_and_names_without_letters_can_be_published(tmp_path: Path) -> None:
    terms, index = write_terms(tmp_path / "terms", {}), tmp_path / "index"
    build(terms, index)
    assert Engine.open(index).search(SearchRequest(q="anything")).total == 0
    sign = (
        COPAYMENT.replace("name: Copayment", "name: '§'").replace("[copay, co-pay]", "[]").replace("[deductible]", "[]")
    )
    for text in (sign, sign.replace("$25", "$35")):  # the second build takes over what the first has read
        write_terms(terms, {"money/sign": text})
        build(terms, index)
    assert Engine.open(index).search(SearchRequest(q="§")).hits[0].slug == "sign"


def test_only_what_changed_is_rendered(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert build(terms, index).rendered == 3
    assert build(terms, index).rendered == 0
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("$25", "$35"))
    report = build(terms, index)
    assert (report.rendered, report.added, report.changed, report.removed) == (1, (), ("copayment",), ())
    assert "$35" in Engine.open(index).entry("copayment").passages[1].html
    assert build(terms, index, full=True).rendered == 3


def test_a_new_name_renders_all_since_any_text_may_link_to_it(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    fee = COPAYMENT.replace("name: Copayment", "name: Broken Arm").replace("[copay, co-pay]", "[]")
    write_terms(terms, {"money/broken-arm": fee.replace("related: [deductible]", "related: []")})
    report = build(terms, index)
    assert (report.rendered, report.added, report.changed) == (4, ("broken-arm",), ())
    assert 'href="/terms/broken-arm"' in Engine.open(index).entry("deductible").passages[1].html


def test_a_name_held_back_from_linking_renders_all_again(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    assert "deductible" in Engine.open(index).entry("copayment").mentions
    held_back = DEDUCTIBLE.replace("also_in:", "not_linked: [deductible]\nalso_in:")
    write_terms(terms, {"money/deductible": held_back})
    assert build(terms, index).rendered == 3
    assert "deductible" not in Engine.open(index).entry("copayment").mentions


def test_faulty_terms_leave_what_was_published(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    before = build(terms, index).manifest.generation
    (terms / "money" / "copayment.md").write_text("nonsense")
    with pytest.raises(ContentError):
        build(terms, index)
    assert generations.current_name(index) == before
    assert len(Engine.open(index)) == 3


def test_staleness(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert is_stale(terms, index)
    build(terms, index)
    assert not is_stale(terms, index)
    (terms / "money" / "copayment.md").write_text(COPAYMENT + "\n")
    assert is_stale(terms, index)


@pytest.mark.parametrize("damage", ["truncate", "delete", "flip", "manifest"])
def test_a_damaged_generation_is_refused_and_the_one_before_is_served(terms: Path, tmp_path: Path, damage: str) -> None:
    index = tmp_path / "index"
    first, second = (build(terms, index).manifest.generation for _ in range(2))
    file = index / second / ("manifest.json" if damage == "manifest" else "entries.blocks")
    content = file.read_bytes()
    if damage == "delete":
        file.unlink()
    elif damage == "flip":
        file.write_bytes(bytes([content[0] ^ 1]) + content[1:])
    else:
        file.write_bytes(content[: len(content) // 2])
    assert Engine.open(index).generation == first


def test_a_damaged_translation_is_damage(tmp_path: Path) -> None:
    terms, index = write_spanish(tmp_path / "terms"), tmp_path / "index"
    first, second = (build(terms, index).manifest for _ in range(2))
    assert first.translations == ("es",)
    assert set(first.folders(index / first.generation).values()) == {index / first.generation / "es"}
    (index / second.generation / "es" / "addresses.utf8").write_bytes(b"copagodeducible!")
    assert Engine.open(index).generation == first.generation
    (index / first.generation / "es" / "names.utf8").unlink()
    with pytest.raises(IndexUnavailable, match=r"is damaged: es/addresses\.utf8 is not what was built"):
        Engine.open(index)


def test_all_users_may_read_a_translation(tmp_path: Path) -> None:
    terms, index = write_spanish(tmp_path / "terms"), tmp_path / "index"
    before = os.umask(0o077)
    try:
        name = build(terms, index).manifest.generation
    finally:
        os.umask(before)
    folder = index / name / "es"
    assert folder.stat().st_mode & 0o777 == generations.FOLDER_MODE
    assert {file.stat().st_mode & 0o777 for file in folder.iterdir()} == {generations.FILE_MODE}


def test_when_no_generation_is_sound_it_says_what_is_wrong(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    name = build(terms, index).manifest.generation
    (index / name / "extra").write_text("harmless")
    Engine.open(index)
    (index / name / "updated.npy").unlink()
    with pytest.raises(IndexUnavailable, match=r"run `glossary build`.*lacks updated\.npy"):
        Engine.open(index)


def test_current_that_names_nothing_or_something_odd_is_passed_over(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    name = build(terms, index).manifest.generation
    for odd in ("", "../../etc", "gone", "\xff"):
        (index / "CURRENT").write_text(odd)
        assert Engine.open(index).generation == name


def test_folders_of_a_dead_build_are_removed(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    (index / ".building-dead").mkdir(parents=True)
    build(terms, index)
    assert not (index / ".building-dead").exists()


def test_builds_at_once_wait_for_each_other(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    builders = [threading.Thread(target=build, args=(terms, index)) for _ in range(4)]
    for builder in builders:
        builder.start()
    for builder in builders:
        builder.join()
    assert len(folders(index)) == 2
    assert len(Engine.open(index)) == 3


def test_names_sort_by_time_even_when_the_clock_goes_back(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = build(terms, index).manifest.generation
    (index / first).rename(index / f"9999{first[4:]}")
    generations.replace_current(index, f"9999{first[4:]}")
    second = build(terms, index).manifest.generation
    assert second > f"9999{first[4:]}"
    assert Engine.open(index).generation == second


def test_a_running_process_follows_what_is_published(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    live = LiveEngine(index)
    with pytest.raises(IndexUnavailable):
        live.current()
    build(terms, index)
    assert _soon(lambda: len(live.current()) == 3)
    old = live.current()
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("fixed fee", "settled sum"))
    build(terms, index)
    assert _soon(lambda: live.current().search(SearchRequest(q="settled sum")).total > 0)
    assert old.search(SearchRequest(q="fixed fee")).total > 0  # a reader of the old one can finish


def test_a_refused_generation_does_not_replace_the_one_in_service(terms: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    build(terms, index)
    live = LiveEngine(index)
    serving = live.current().generation
    (index / "20990101T000000000000Z-bad").mkdir()
    generations.replace_current(index, "20990101T000000000000Z-bad")
    time.sleep(0.6)
    assert live.current().generation == serving


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let writes beyond this size fail, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(
    "name",
    [
        "common_words.buckets",
        "order.buckets",
        "documents.word_starts.npy",
        "trigrams.starts",
        "names.ends",
        "names.utf8",
    ],
)
def test_a_full_disk_ends_in_a_sentence_and_leaves_what_is_served(terms: Path, tmp_path: Path, name: str) -> None:
    index = tmp_path / "index"
    before = build(terms, index).manifest.generation
    with (
        largest_file((index / before / name).stat().st_size - 1),  # the last byte does not fit
        pytest.raises(IndexUnavailable, match=r"^The index folder .* cannot be written: File too large\.$"),
    ):
        build(terms, index, full=True)
    assert Engine.open(index).generation == before
    assert sorted(file.name for file in index.iterdir()) == [".lock", before, "CURRENT"]


def test_a_disk_that_is_full_at_the_last_step_leaves_what_is_served(
    terms: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = tmp_path / "index"
    before = build(terms, index).manifest.generation

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generations, "replace_current", full)
    with pytest.raises(IndexUnavailable, match="No space left on device"):
        build(terms, index)
    assert sorted(file.name for file in index.iterdir()) == [".lock", before, "CURRENT"]


@pytest.mark.parametrize("umask", [0o077, 0o000])
def test_all_users_can_read_a_generation_whatever_the_umask(terms: Path, tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        index = tmp_path / "new" / "index"
        for _ in range(2):
            build(terms, index)
    finally:
        os.umask(before)
    read = [index.parent, index, *(path for path in index.rglob("*") if path.name != ".lock")]
    assert {path.stat().st_mode & 0o777 for path in read if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in read if path.is_file()} == {0o644}


def _soon(happens) -> bool:  # type: ignore[no-untyped-def]
    give_up = time.monotonic() + 60  # a worker looks ten times a second; a busy machine may be slower
    while time.monotonic() < give_up:
        try:
            if happens():
                return True
        except IndexUnavailable:
            pass
        time.sleep(0.02)
    return False
