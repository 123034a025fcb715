"""Faults that only several terms together show."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import ContentError
from search_app.glossary.model import Term
from search_app.glossary.source import read_glossary
from search_app.glossary.validation import check_terms
from tests.conftest import COPAYMENT, DEDUCTIBLE, TIP_POOLING, write_terms


def faults_of(folder: Path) -> list[str]:
    return [str(fault) for fault in read_glossary(folder).faults]


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
        "terms/play/Bad_Name.md:1: the file name must consist of small letters, digits and single hyphens, "
        "such as wage-theft.md.",
        "terms/play/Bad_Name.md:1: unknown category 'play'; use one of money, work, law.",
        "terms/stray.md:1: the file is not in the folder of a category; move it to terms/<category>/stray.md.",
        "terms/work/deductible.md:1: the slug 'deductible' is taken by terms/money/deductible.md:1; rename one.",
        "terms/work/deductible.md:4: unknown category 'lore'; use one of money, work, law.",
    ]
    with pytest.raises(ContentError, match="8 faults in the terms; nothing was published"):
        read_glossary(folder).sound()


def test_only_names_of_the_term_can_be_not_linked(terms: Path) -> None:
    text = COPAYMENT.replace("also_in: []", "not_linked: [Co Pay, deductible]")
    (terms / "money" / "copayment.md").write_text(text)
    assert faults_of(terms) == [
        "terms/money/copayment.md:4: 'not_linked' has 'deductible', which is not a name of this term; "
        "use one of Copayment, copay, co-pay."
    ]


def test_a_note_is_not_newer_than_the_text(terms: Path) -> None:
    text = COPAYMENT.replace("also_in: []", "changes: [2026-01-10: Added, 2026-01-11: Fixed]")
    (terms / "money" / "copayment.md").write_text(text)
    assert faults_of(terms) == [
        "terms/money/copayment.md:4: 'changes' has a note of 2026-01-11, but 'updated' is 2026-01-10; "
        "set 'updated' to 2026-01-11."
    ]


def test_a_link_to_a_term_with_faults_is_not_another_fault(terms: Path) -> None:
    (terms / "money" / "deductible.md").write_bytes(b"\xff")
    assert len(faults_of(terms)) == 1


def test_a_dictionary_may_have_a_name_twice() -> None:
    senses = [Term(slug=slug, name="Bank", categories=("noun",), definition="Text.") for slug in ("bank-1", "bank-2")]
    slugs = [sense.slug for sense in senses]
    assert check_terms(senses, slugs, ["noun"], names_are_unique=False) == []
    assert len(check_terms(senses, slugs, ["noun"], names_are_unique=True)) == 1


def test_the_primary_category_is_not_repeated() -> None:
    term = Term(slug="bank", name="Bank", categories=("noun", "noun"), definition="Text.")
    (fault,) = check_terms([term], ["bank"], ["noun"], names_are_unique=True)
    assert fault.message == "'also_in' repeats the primary category 'noun'; remove it there."
