"""The editors' vocabulary: lead-ins, and the faults of its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import ContentError
from search_app.glossary.model import LeadIn
from search_app.glossary.source import read_glossary, source_digest
from search_app.search import build

GOOD = """# A comment.
[[word]]
said = ["DoorDash", "Uber  Eats"]
terms = ["tip-pooling", "deductible"]
reason = "a delivery app"

[[word]]
said = ["ring"]
terms = ["copayment"]
reason = "a maker of doorbells"
alone = true
"""


def faults_of(terms: Path, text: str) -> list[str]:
    (terms / "vocabulary.toml").write_text(text, encoding="utf-8")
    return [str(fault) for fault in read_glossary(terms).faults]


def test_lead_ins_are_read_in_order(terms: Path) -> None:
    assert faults_of(terms, GOOD) == []
    assert read_glossary(terms).lead_ins == (
        LeadIn(("DoorDash", "Uber Eats"), ("tip-pooling", "deductible"), "a delivery app"),
        LeadIn(("ring",), ("copayment",), "a maker of doorbells", alone=True),
    )


def test_a_glossary_needs_no_vocabulary_and_its_digest_covers_one(terms: Path) -> None:
    assert read_glossary(terms).lead_ins == ()
    before = source_digest(terms)
    assert faults_of(terms, GOOD) == []
    assert source_digest(terms) != before


@pytest.mark.parametrize(
    ("old", "new", "line", "fault"),
    [
        ("deductible", "deductibel", 4, "'terms' names 'deductibel', which does not exist; did you mean 'deductible'?"),
        (', "deductible"', ', "tip-pooling"', 4, "'terms' names 'tip-pooling' twice; remove one."),
        ("DoorDash", "Co-Pay", 3, "'Co-Pay' is already a name or alias of 'copayment', which always wins; remove it."),
        ('"ring"', '"door dash", "doordash"', 8, "'doordash' is already in line 3; a word stands once, with all of"),
        ('"ring"', '"a b c d e f"', 8, "'a b c d e f' must have one to 5 words; shorten it."),
        ('["ring"]', '"ring"', 8, "'said' must be a list of texts in quotes"),
        ('["copayment"]', "[]", 9, "'terms' must be a list of texts in quotes"),
        ("a delivery app", " ", 5, "'reason' is missing or empty"),
        ("a delivery app", "a" * 81, 5, "'reason' has 81 characters; at most 80 fit beside a result; shorten it."),
        ('"a delivery app"', "7", 5, "'reason' must be text in quotes, not 7."),
        ("alone = true", 'alone = "yes"', 11, "'alone' must be true or false, without quotes, not 'yes'."),
        ("alone =", "alon =", 11, "[[word]] has no key 'alon'; the keys are said, terms, reason, alone."),
        ("[[word]]\nsaid", "[[words]]\nsaid", 2, "the file has no key 'words'; write each word as [[word]]."),
        ("# A comment.\n[[word]]", "[[word]", 1, "is not valid TOML"),
    ],
)
def test_a_fault_has_its_line_the_culprit_and_the_remedy(
    terms: Path, old: str, new: str, line: int, fault: str
) -> None:
    found = faults_of(terms, GOOD.replace(old, new, 1))
    assert any(each.startswith(f"terms/vocabulary.toml:{line}: {fault}") for each in found), found


def test_a_word_is_a_table(terms: Path) -> None:
    assert faults_of(terms, 'word = "FLSA"') == [
        "terms/vocabulary.toml:1: word must be a list of tables; write each as [[word]]."
    ]
    assert faults_of(terms, 'word = [{said = ["A"], terms = ["copayment"], reason = "b"}]') == []


def test_nothing_is_published_while_there_is_a_fault(terms: Path, tmp_path: Path) -> None:
    assert faults_of(terms, GOOD.replace("copayment", "nope"))
    with pytest.raises(ContentError):
        build(terms, tmp_path / "index")


def test_in_a_bulk_dictionary_a_name_may_be_a_lead_in(tmp_path: Path) -> None:
    row = '{"slug": "a", "name": "DoorDash", "categories": ["law"], "definition": "An app."}'
    (tmp_path / "terms.jsonl").write_text(row)
    (tmp_path / "vocabulary.toml").write_text('[[word]]\nsaid = ["doordash"]\nterms = ["a"]\nreason = "an app"\n')
    read = read_glossary(tmp_path / "terms.jsonl").sound()
    assert [each.said for each in read.lead_ins] == [("doordash",)]
