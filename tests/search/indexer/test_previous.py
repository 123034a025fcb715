"""Terms compared with the generation before."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.source import read_glossary
from search_app.search import build
from search_app.search.index.source_digests import SourceDigests
from search_app.search.indexer.previous import PreviousGeneration, newest_generation
from tests.conftest import COPAYMENT, DEDUCTIBLE, write_terms


def compared(terms: Path, index: Path) -> PreviousGeneration:
    return PreviousGeneration(newest_generation(index), SourceDigests.of(read_glossary(terms).terms))


def test_without_a_generation_all_terms_are_added(terms: Path, tmp_path: Path) -> None:
    before = compared(terms, tmp_path / "index")
    assert (before.folder, before.touched()) == (None, [])
    assert before.added == ("copayment", "deductible", "tip-pooling")
    assert not before.has_same_names


def test_changes_are_listed_by_kind(terms: Path, tmp_path: Path) -> None:
    build(terms, tmp_path / "index")
    (terms / "work" / "tip-pooling.md").unlink()
    write_terms(terms, {
        "money/copayment": COPAYMENT.replace("$25", "$35"),
        "law/fee": DEDUCTIBLE.replace("Deductible", "Fee").replace("annual deductible", "").replace("[law]", "[]"),
    })  # fmt: skip
    before = compared(terms, tmp_path / "index")
    assert (before.added, before.changed, before.removed) == (("fee",), ("copayment",), ("tip-pooling",))
    assert before.fresh == {"fee", "copayment"}
    assert [entry.slug for entry in before.touched()] == ["copayment", "tip-pooling"]
    assert "$25" in before.touched()[0].passages[1].text
    assert not before.is_similar  # most of three entries


def test_the_same_terms_are_similar(terms: Path, tmp_path: Path) -> None:
    build(terms, tmp_path / "index")
    before = compared(terms, tmp_path / "index")
    assert before.has_same_names
    assert before.is_similar
    assert before.fresh == frozenset()


def test_a_damaged_generation_is_not_built_upon(terms: Path, tmp_path: Path) -> None:
    first = build(terms, tmp_path / "index").manifest.generation
    second = build(terms, tmp_path / "index").manifest.generation
    (tmp_path / "index" / second / "names.utf8").unlink()
    assert compared(terms, tmp_path / "index").folder == tmp_path / "index" / first
