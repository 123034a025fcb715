"""Glossaries read from a folder or a file, and the digest of their bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.errors import ContentError, SettingError
from search_app.glossary.model import Change
from search_app.glossary.source import read_glossary, source_digest
from tests.conftest import COPAYMENT, SITE


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_glossary(folder).faults]


def test_a_folder_is_read_whole(terms: Path) -> None:
    read = read_glossary(terms)
    assert [term.slug for term in read.terms] == ["copayment", "deductible", "tip-pooling"]
    assert read.site.title == "Tiny Glossary"
    assert [category.slug for category in read.site.categories] == ["money", "work", "law"]
    assert read.sound() is read


def test_a_missing_site_file_is_a_fault(terms: Path) -> None:
    (terms / "glossary.toml").unlink()
    assert faults_of(terms)[0].startswith("terms/glossary.toml:1: is missing")


def test_a_wrong_site_file_is_a_fault_with_its_line(terms: Path) -> None:
    (terms / "glossary.toml").write_text('title = "A"\ncolor = "red"\n' + SITE.replace('title = "Tiny Glossary"', ""))
    assert faults_of(terms)[0].startswith("terms/glossary.toml:2: the file has no key 'color'")
    (terms / "glossary.toml").write_text('title = "A\n')
    assert faults_of(terms)[0].startswith("terms/glossary.toml:1: is not valid TOML")


def test_hidden_files_and_a_readme_are_not_terms(terms: Path) -> None:
    (terms / "README.md").write_text("Read me.")
    (terms / "money" / ".draft.md").write_text("---")
    (terms / "money" / "copayment.md~").write_text("---")
    assert faults_of(terms) == []


def test_the_digest_changes_with_any_byte_and_nothing_else(terms: Path) -> None:
    before = source_digest(terms)
    assert source_digest(terms) == before
    (terms / "money" / "copayment.md").write_text(COPAYMENT + " ")
    assert source_digest(terms) != before


def test_a_missing_path_is_named() -> None:
    with pytest.raises(SettingError, match="There are no terms at /nowhere"):
        read_glossary(Path("/nowhere"))


def row(**changes: object) -> str:
    return json.dumps({"slug": "a", "name": "A", "categories": ["noun.act"], "definition": "First.", **changes})


def test_json_lines_are_read_with_categories_from_the_data(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    sense = row(slug="wn:a:1", categories=["verb", ""], updated="2026-01-01")
    file.write_text(
        "\n".join(
            [row(), "", sense, row(slug="b", not_linked=["A"], updated="2026-01-01", changes=["2026-01-01: Added"])]
        )
    )
    read = read_glossary(file).sound()
    assert [term.slug for term in read.terms] == ["a", "wn:a:1", "b"]  # one name, three senses
    assert read.terms[2].not_linked == ("A",)
    assert read.terms[2].changes == (Change("2026-01-01", "Added"),)
    assert [(category.slug, category.name) for category in read.site.categories] == [
        ("noun-act", "Noun act"), ("verb", "Verb"),
    ]  # fmt: skip


def test_faults_of_json_lines_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    file.write_text(
        "\n".join([row(), "{", row(slug="a"), row(slug="f", related=["zzz"]), row(slug="g", changes=["Added"])])
    )
    found = sorted(read_glossary(file).faults, key=lambda fault: fault.line)
    assert [fault.line for fault in found] == [2, 3, 4, 5]
    assert "is taken by big.jsonl:1" in found[1].message
    assert found[3].message.startswith("in 'changes', 'Added' must be a date and a note")


def test_a_glossary_with_faults_cannot_be_published(terms: Path) -> None:
    (terms / "money" / "deductible.md").write_bytes(b"\xff")
    with pytest.raises(ContentError, match="1 fault in the terms; nothing was published"):
        read_glossary(terms).sound()
