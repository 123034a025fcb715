"""Suggested fixes as a patch that `git apply` accepts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from search_app.analytics.reporting.query_clusters import SuggestedFix
from search_app.analytics.reporting.term_patch import patch
from search_app.glossary.source import read_glossary
from tests.conftest import COPAYMENT, TINY, write_terms
from tests.glossary.translation.spanish import write_spanish


def fix(text: str, slug: str = "copayment", key: str = "asked_as") -> SuggestedFix:
    return SuggestedFix(slug, slug, key, text)


def applied(terms: Path, text: str) -> None:
    """Apply a patch as an editor does, in a repository."""
    folder = terms.parent
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    done = subprocess.run(["git", "apply", "-"], cwd=folder, input=text, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_git_takes_the_patch_and_the_terms_are_still_sound(terms: Path) -> None:
    awkward = 'what: a "fee", [really]? #1 — ça'
    fixes = [
        fix("fee at the door"), fix(awkward), fix("door money", key="aliases"),
        fix("tronc", "tip-pooling", "aliases"),
    ]  # fmt: skip
    text, left = patch(terms, fixes)
    assert left == []
    assert text.startswith("--- a/terms/money/copayment.md\n+++ b/terms/money/copayment.md\n")
    applied(terms, text)
    read = read_glossary(terms).sound()
    copayment, _, tips = read.terms
    assert copayment.asked_as == ("what i hand over at the front desk", "fee at the door", awkward)
    assert copayment.aliases == ("copay", "co-pay", "door money")
    assert tips.aliases == ("TP", "tronc")


@pytest.mark.parametrize("written", ["asked_as: []", "asked_as:\n- one way\n- another: way", "asked_as: [a]  # note"])
def test_lists_are_edited_as_they_are_written(tmp_path: Path, written: str) -> None:
    written = written.replace("another: way", "another way")
    text = COPAYMENT.replace("asked_as: [what i hand over at the front desk]", written)
    terms = write_terms(tmp_path / "terms", TINY | {"money/copayment": text})
    before = read_glossary(terms).sound().terms[0].asked_as
    applied(terms, patch(terms, [fix("at the door")])[0])
    assert read_glossary(terms).sound().terms[0].asked_as == (*before, "at the door")


def test_a_fix_in_another_language_edits_the_translation(tmp_path: Path) -> None:
    terms = write_spanish(tmp_path / "terms")
    fixes = [
        replace(fix("en caja"), language="es"),
        replace(fix("deducible anual", key="aliases"), language="es"),  # the name of another term in Spanish
        fix("at the door"),
        replace(fix("propinas", "tip-pooling"), language="es"),  # it is not translated
    ]
    text, left = patch(terms, fixes)
    assert left == [fixes[1], fixes[3]]
    applied(terms, text)
    read = read_glossary(terms).sound()
    (spanish,) = read.translations
    assert spanish.terms[0].asked_as == ("lo que pago en la ventanilla", "en caja")
    assert read.terms[0].asked_as == ("what i hand over at the front desk", "at the door")


def test_a_line_the_term_has_or_a_name_that_is_taken_is_left_out(terms: Path) -> None:
    fixes = [
        fix("what I hand over at the front desk"),
        fix("annual deductible", key="aliases"),
        fix("anything", "gone"),
    ]
    text, left = patch(terms, fixes)
    assert text == ""
    assert set(left) == set(fixes)


def test_a_list_over_several_lines_is_left_to_the_editor(tmp_path: Path) -> None:
    text = COPAYMENT.replace("[what i hand over at the front desk]", "[one,\n  two]")
    terms = write_terms(tmp_path / "terms", TINY | {"money/copayment": text})
    assert patch(terms, [fix("three")])[1] == [fix("three")]


def test_a_file_without_a_last_line_break_is_patched(tmp_path: Path) -> None:
    text = COPAYMENT.split("## Example")[0].rstrip("\n")
    terms = write_terms(tmp_path / "terms", {"money/copayment": text})
    applied(terms, patch(terms, [fix("at the door")])[0])
    assert (terms / "money" / "copayment.md").read_text().endswith("due on the day.")
