"""Glossaries read from a folder or a file, and the digest of their bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.errors import ContentError, SettingError
from search_app.glossary.model import Change
from search_app.glossary.source import read_glossary, source_digest
from tests.conftest import COPAYMENT, SITE, write_terms
from tests.helpful import write_helpful


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


def test_a_file_with_another_suffix_is_a_fault(terms: Path) -> None:
    for place in ("money/fee.markdown", "work/tip.MD"):
        (terms / place).write_text(COPAYMENT, encoding="utf-8")
    (terms / "README.MD").write_text("About.", encoding="utf-8")
    assert faults_of(terms) == [
        "terms/money/fee.markdown:1: the file is not read, because of its suffix; rename it to fee.md.",
        "terms/work/tip.MD:1: the file is not read, because of its suffix; rename it to tip.md.",
    ]


def test_a_bare_glossary_needs_a_definition_only(tmp_path: Path) -> None:
    bare = "---\nname: Fee\nupdated: 2026-01-01\n---\nA fee is a price.\n"
    site = SITE.replace('required = ["Example", "Misuse", "Benefits", "Conclusion"]', "")
    assert read_glossary(write_terms(tmp_path / "bare", {"money/fee": bare}, site)).faults == ()
    assert len(read_glossary(write_terms(tmp_path / "full", {"money/fee": bare})).faults) == 4


def test_required_headings_may_have_any_name(tmp_path: Path) -> None:
    site = SITE.replace('required = ["Example"', 'required = ["History", "Example"')
    alone = {"money/copayment": COPAYMENT.replace("[deductible]", "[]")}
    (missing,) = faults_of(write_terms(tmp_path / "terms", alone, site))
    assert missing == "terms/money/copayment.md:24: the section 'History' is missing; add `## History`."
    misspelled = SITE.replace('required = ["Example"', 'required = ["Exmaple"')
    assert "nearly 'Example'" in str(read_glossary(write_terms(tmp_path / "other", {}, misspelled)).faults[0])


def test_the_tables_of_help_belong_to_the_glossary(tmp_path: Path) -> None:
    folder = write_helpful(tmp_path / "terms")
    before = source_digest(folder)
    read = read_glossary(folder).sound().published()
    assert [term.slug for term in read.terms] == ["copayment", "deductible", "tip-pooling"]
    assert read.redirects == {"former-share": "deductible"}
    assert [agency.id for agency in read.site.agencies] == ["desk", "state-labor"]
    (folder / "agencies.toml").write_text("", encoding="utf-8")
    assert source_digest(folder) != before
    found = faults_of(folder)
    assert "copayment.md:9: 'help' names 'state-labor', which is no agency; add it to agencies.toml" in found[0]


def test_sources_are_on_official_sites_or_listed_ones(tmp_path: Path) -> None:
    term = COPAYMENT.replace("also_in: []", "sources:\n  - A page https://fees.example.org/").replace(
        "[deductible]", "[]"
    )
    (fault,) = faults_of(write_terms(tmp_path / "terms", {"money/copayment": term}))
    assert "copayment.md:4: in 'sources', 'https://fees.example.org/' is not on an official site" in fault
    site = SITE + '[sources]\nhosts = ["example.org"]\n'
    assert faults_of(write_terms(tmp_path / "terms", {"money/copayment": term}, site)) == []
    site = SITE + '[sources]\nhosts = ["https://example.org"]\n'
    assert "hosts must be a list of names of sites" in faults_of(write_terms(tmp_path / "terms", {}, site))[0]
