"""The index of each language: what changed in one leaves the others as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from search_app.search import Engine, build
from search_app.search.indexer import workers
from tests.glossary.translation.spanish import COPAGO, write_spanish


@pytest.fixture
def spanish(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A glossary in two languages, published; its terms and its index."""
    terms = write_spanish(tmp_path / "terms")
    build(terms, tmp_path / "index")
    yield terms, tmp_path / "index"


def tables(index: Path, code: str) -> dict[str, bytes]:
    """Return the files of a language in the published generation, but those of Whoosh, whose names change."""
    folder = index / (index / "CURRENT").read_text().strip() / code
    files = (file for file in folder.iterdir() if file.is_file())
    unstable = ("MAIN_", "_MAIN_", "manifest")
    return {file.name: file.read_bytes() for file in files if not file.name.startswith(unstable)}


def edited(terms: Path, old: str, new: str) -> None:
    text = COPAGO.replace(old, new)
    assert text != COPAGO
    (terms / "money" / "copayment.es.md").write_text(text)


def test_a_translation_has_the_same_files_and_addresses(spanish: tuple[Path, Path]) -> None:
    _, index = spanish
    assert set(tables(index, "es")) - set(tables(index, "")) == {
        "addresses.buckets", "addresses.ends", "addresses.utf8",
    }  # fmt: skip
    assert set(tables(index, "")) <= set(tables(index, "es"))


def test_an_edited_translation_is_rendered_alone(spanish: tuple[Path, Path]) -> None:
    terms, index = spanish
    edited(terms, "$25", "$35")
    report = build(terms, index)
    assert (report.rendered, report.changed, report.added, report.removed) == (1, ("copayment (es)",), (), ())
    engine = Engine.open(index)
    assert "$35" in engine.languages["es"].entry("copayment").passages[1].text
    assert "$25" in engine.entry("copayment").passages[1].text


def test_an_update_leaves_what_a_full_build_writes(spanish: tuple[Path, Path], tmp_path: Path) -> None:
    terms, index = spanish
    edited(terms, "name: Copago", "name: Cuota por visita")
    build(terms, index)
    build(terms, tmp_path / "afresh")
    for code in ("", "es"):
        updated, afresh = tables(index, code), tables(tmp_path / "afresh", code)
        for name in ("entry.scores.npy", "name.scores.npy"):  # deleted documents count in the length of an average one
            del updated[name], afresh[name]
        assert updated == afresh
    assert Engine.open(index).languages["es"].address("copayment") == "cuota-por-visita"


def test_several_processes_write_what_one_does(
    spanish: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terms, index = spanish
    monkeypatch.setattr(workers, "MANY", 1)
    steps = []
    build(terms, tmp_path / "together", progress=lambda *step: steps.append(step))
    assert tables(tmp_path / "together", "es") == tables(index, "es")
    assert {("Rendering and indexing", 3, 3), ("Rendering and indexing (es)", 2, 2)} <= set(steps)


def test_a_translation_comes_and_goes(spanish: tuple[Path, Path], tmp_path: Path) -> None:
    terms, index = spanish
    (terms / "money" / "deductible.es.md").unlink()
    assert build(terms, index).removed == ("deductible (es)",)
    (terms / "money" / "copayment.es.md").unlink()
    report = build(terms, index)
    assert report.manifest.translations == ()
    assert list(Engine.open(index).languages) == ["en"]
    (terms / "money" / "copayment.es.md").write_text(COPAGO)
    report = build(terms, index)
    assert (report.added, report.rendered) == (("copayment (es)",), 1)
