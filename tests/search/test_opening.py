from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.errors import GenerationRefused, IndexUnavailable
from search_app.search import Engine, SearchRequest, build, open_engine, open_previous, opening
from search_app.search.opening import open_generation


@pytest.fixture
def generations(terms: Path, tmp_path: Path) -> list[Path]:
    """The folders of two generations, the published one last; only the first has the word `hammer`."""
    index = tmp_path / "index"
    file = terms / "money" / "copayment.md"
    text = file.read_text()
    file.write_text(text.replace("fixed fee", "fixed hammer fee"))
    first = build(terms, index).manifest.generation
    file.write_text(text)
    return [index / first, index / build(terms, index).manifest.generation]


def damage(folder: Path) -> None:
    """Alter one byte of a generation."""
    file = folder / "entry.docs.npy"
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.unlink()  # it may be linked to another generation
    file.write_bytes(content)


def hammers(engine: Engine | None) -> int:
    assert engine is not None
    return engine.search(SearchRequest(q="hammer", exact=True)).total


def test_the_published_generation_is_opened(generations: list[Path]) -> None:
    engine = open_engine(generations[1].parent)
    assert engine.generation == generations[1].name
    assert (len(engine), hammers(engine)) == (3, 0)


def test_a_damaged_generation_is_refused_and_the_one_before_is_opened(
    generations: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    damage(generations[1])
    engine = open_engine(generations[1].parent)
    assert (engine.generation, hammers(engine)) == (generations[0].name, 1)
    assert f"The generation {generations[1].name} is damaged: entry.docs.npy" in caplog.text


def test_when_every_generation_is_damaged_the_newest_ones_fault_is_named(generations: list[Path]) -> None:
    for folder in generations:
        damage(folder)
    with pytest.raises(IndexUnavailable, match=f"run `glossary build`.*{generations[1].name} is damaged"):
        open_engine(generations[1].parent)


def test_nothing_published_is_said_with_the_command_that_helps(tmp_path: Path) -> None:
    with pytest.raises(
        IndexUnavailable, match=r"Nothing that can be served is published in .*; run `glossary build`\.$"
    ):
        open_engine(tmp_path)


def test_the_generation_before_is_opened_to_compare_answers(generations: list[Path]) -> None:
    assert hammers(open_previous(generations[1].parent)) == 1
    damage(generations[0])
    assert open_previous(generations[1].parent) is None


def test_a_first_generation_has_none_before_it(tiny_index: Path, tmp_path: Path) -> None:
    assert open_previous(tiny_index) is None
    assert open_previous(tmp_path) is None


@pytest.mark.parametrize("content", [b"", None], ids=["truncated", "overwritten"])
def test_a_small_generation_answers_on_whatever_happens_to_its_files(
    generations: list[Path], content: bytes | None
) -> None:
    opened = open_generation(generations[0])
    assert opened.damage() == ""
    for file in generations[0].iterdir():
        file.write_bytes(bytes(file.stat().st_size) if content is None else content)  # in place, as a failing disk does
    assert (hammers(opened.engine), len(opened.engine.entries())) == (1, 3)
    assert opened.engine.search(SearchRequest(q="example:teacher misuse:plan")).total == 1
    assert f"{generations[0].name} is damaged" in opened.damage()


def test_damage_to_a_mapped_generation_is_noticed(generations: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "IN_MEMORY", 0)
    opened = open_generation(generations[1])
    assert (opened.engine.entry("copayment").name, opened.damage()) == ("Copayment", "")
    (generations[1] / "names.utf8").touch()
    assert opened.damage() == ""
    damage(generations[1])
    assert "is damaged: entry.docs.npy" in opened.damage()
    (generations[1] / "entry.docs.npy").unlink()
    assert "lacks entry.docs.npy" in opened.damage()


def test_files_that_builds_alone_need_do_not_matter(generations: list[Path]) -> None:
    for file in generations[1].glob("MAIN_*"):
        file.write_bytes(b"")
    assert open_engine(generations[1].parent).generation == generations[1].name


def test_each_file_that_is_read_must_be_in_the_manifest(generations: list[Path]) -> None:
    read = {file.name for file in open_generation(generations[1]).files.stamps}
    assert read >= {"site.msgpack", "spelling.txt", "names.utf8", "entry.docs.npy", "documents.parts.npy"}
    manifest = json.loads((generations[1] / "manifest.json").read_text())
    for name in sorted(read):
        fewer = {other: checksum for other, checksum in manifest["checksums"].items() if other != name}
        (generations[1] / "manifest.json").write_text(json.dumps({**manifest, "checksums": fewer}))
        with pytest.raises(GenerationRefused, match=f"omits {name}"):
            open_generation(generations[1])


def test_generations_share_no_file_that_is_served(generations: list[Path]) -> None:
    served = open_generation(generations[1]).files.stamps
    assert {file.name for file in served if file.stat().st_nlink > 1} == set()
