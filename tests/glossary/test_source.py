from __future__ import annotations

import json
from pathlib import Path

import pytest

from search_app.errors import ContentError, SettingError
from search_app.glossary.source import read_glossary, source_digest
from tests.conftest import COPAYMENT, DEDUCTIBLE, SITE, TIP_POOLING, write_terms


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_glossary(folder).faults]


def test_a_folder_is_read_whole(terms: Path) -> None:
    read = read_glossary(terms)
    assert [term.slug for term in read.terms] == ["copayment", "deductible", "tip-pooling"]
    assert read.site.title == "Tiny Glossary"
    assert [category.slug for category in read.site.categories] == ["money", "work", "law"]
    assert read.sound() is read


def test_faults_across_terms_are_reported_together_with_lines(tmp_path: Path) -> None:
    folder = write_terms(
        tmp_path / "terms",
        {
            "money/copayment": COPAYMENT.replace("related: [deductible]", "related: [deductibel, copayment]"),
            "money/deductible": DEDUCTIBLE.replace("[annual deductible]", "[Co Pay!]"),
            "work/deductible": TIP_POOLING.replace("also_in: [law]", "also_in: [lore]").replace("[deductible]", "[]"),
            "play/Bad_Name": TIP_POOLING.replace("Tip Pooling", "Other").replace("[TP]", "[]"),
            "stray": TIP_POOLING,
        },
    )
    assert faults_of(folder) == [
        "terms/money/copayment.md:6: 'related' names 'deductibel', which does not exist; did you mean 'deductible'?",
        "terms/money/copayment.md:6: 'related' names the term itself, 'copayment'; remove it.",
        "terms/money/deductible.md:3: 'Co Pay!' is already the alias of 'copayment' (terms/money/copayment.md:1); "
        "a name leads to one term.",
        "terms/play/Bad_Name.md:1: the file name must be small letters, digits and single hyphens, "
        "such as wage-theft.md.",
        "terms/play/Bad_Name.md:1: unknown category 'play'; there are money, work, law.",
        "terms/stray.md:1: a term file lies in the folder of its category: terms/<category>/stray.md.",
        "terms/work/deductible.md:1: the slug 'deductible' is taken by terms/money/deductible.md:1; rename one.",
        "terms/work/deductible.md:4: unknown category 'lore'; there are money, work, law.",
    ]
    with pytest.raises(ContentError, match="8 faults in the terms; nothing was published"):
        read_glossary(folder).sound()


def test_only_a_name_of_its_own_can_be_held_back(terms: Path) -> None:
    text = COPAYMENT.replace("also_in: []", "not_linked: [Co Pay, deductible]")
    (terms / "money" / "copayment.md").write_text(text)
    assert faults_of(terms) == [
        "terms/money/copayment.md:4: 'not_linked' holds 'deductible', which is no name of this term; "
        "it has Copayment, copay, co-pay."
    ]


def test_a_link_to_a_term_with_faults_of_its_own_is_not_one_more(terms: Path) -> None:
    (terms / "money" / "deductible.md").write_bytes(b"\xff")
    assert len(faults_of(terms)) == 1


def test_a_missing_site_file_is_told(terms: Path) -> None:
    (terms / "glossary.toml").unlink()
    assert faults_of(terms)[0].startswith("terms/glossary.toml:1: is missing")


def test_a_wrong_site_file_is_told_with_its_line(terms: Path) -> None:
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


def test_nothing_to_read_is_told() -> None:
    with pytest.raises(SettingError, match="There are no terms at /nowhere"):
        read_glossary(Path("/nowhere"))


def row(**changes: object) -> str:
    return json.dumps({"slug": "a", "name": "A", "categories": ["noun.act"], "definition": "First.", **changes})


def test_json_lines_are_read_with_categories_from_the_data(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    sense = row(slug="wn:a:1", categories=["verb", ""], updated="2026-01-01")
    file.write_text("\n".join([row(), "", sense, row(slug="b", not_linked=["A"])]))
    read = read_glossary(file).sound()
    assert [term.slug for term in read.terms] == ["a", "wn:a:1", "b"]  # one name, three senses
    assert read.terms[2].not_linked == ("A",)
    assert [(category.slug, category.name) for category in read.site.categories] == [
        ("noun-act", "Noun act"), ("verb", "Verb"),
    ]  # fmt: skip


def test_faults_of_json_lines_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    lines = [
        row(), "{", row(slug="b", name=3), row(slug="c", colour="red"), row(slug="a"), row(slug="d/e"),
        row(slug="f", related=["zzz"]), row(slug="g", updated="soon"), row(slug="h", name=" "),
    ]  # fmt: skip
    file.write_text("\n".join(lines))
    found = sorted(read_glossary(file).faults, key=lambda fault: fault.line)
    assert [fault.line for fault in found] == [2, 3, 4, 5, 6, 7, 8, 9]
    assert "$.name" in found[1].message
    assert "colour" in found[2].message
    assert "is taken by big.jsonl:1" in found[3].message
