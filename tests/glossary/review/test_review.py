"""The review as a whole: its kinds, its order, and the files it leaves out."""

from __future__ import annotations

import re
from datetime import date

from search_app.glossary.model import Fault, Remark
from search_app.glossary.review import Review, review
from search_app.language.english import ENGLISH
from tests.conftest import ROOT
from tests.glossary.review.editing import remarks, term

SHARED = "The office must answer every letter within thirty days of that day."
POOR = [
    term("alpha", f"{SHARED} You may appeal.", related=("beta",), updated="2001-01-01"),
    term("beta", f"{SHARED.replace('thirty', 'sixty')} You may appeal.", name="Beta Measure"),
    term("gamma", f"{SHARED} Prior to this, a lien. Beta measuring."),
    term("delta", "Considerable administrative complications systematically exasperate organizational folk " * 3),
    term("omega", f"{SHARED} Enough is written here."),
]


def test_every_kind_of_warning_is_documented_and_no_other() -> None:
    found = review(POOR, [], language=ENGLISH, today=date(2026, 11, 23), months=24).remarks
    shared = [term(slug, f"{slug}: {SHARED}") for slug in ("one", "two", "three", "four")]
    marked = remarks("html", [term("five", "With <b>HTML</b>.")])
    kinds = {remark.kind for remark in (*found, *marked, *remarks("run", shared), *_of_a_glossary_without_variety())}
    documented = (ROOT / "docs" / "terms.md").read_text(encoding="utf-8").split("## Warnings")[1].split("\n## ")[0]
    assert kinds == set(re.findall(r"^\| `([a-z-]+)` \|", documented, re.MULTILINE))


def _of_a_glossary_without_variety() -> list[Remark]:
    text = "Call 555-555-0100 in writing. Some states act. $1 + $1 = $3."
    terms = [term(f"t{number}", text, examples=("A nurse pays $5.",)) for number in range(50)]
    kinds = ("opening", "ending", "trade", "advice", "states", "contact", "sum")
    found = review(terms, [], language=ENGLISH, today=date(2026, 11, 23), months=24, strict=True).remarks
    return [remark for remark in found if remark.kind in kinds]


def test_the_variety_of_the_whole_glossary_is_judged_only_if_strict() -> None:
    terms = [term(f"t{number}", "Ask in writing.", examples=("A nurse pays $5.",)) for number in range(50)]
    lenient = {
        remark.kind for remark in review(terms, [], language=ENGLISH, today=date(2026, 11, 23), months=24).remarks
    }
    strict = {
        remark.kind
        for remark in review(terms, [], language=ENGLISH, today=date(2026, 11, 23), months=24, strict=True).remarks
    }
    assert strict - lenient == {"opening", "ending", "trade", "advice"}


def test_remarks_are_in_the_order_of_files_and_lines() -> None:
    found = review(POOR, [], language=ENGLISH, today=date(2026, 11, 23), months=24).remarks
    places = [(remark.path, remark.line) for remark in found]
    assert places == sorted(places)


def test_a_file_with_faults_is_left_out() -> None:
    faults = [Fault("terms/money/alpha.md", 3, "is wrong.")]
    found = review(POOR, faults, language=ENGLISH, today=date(2026, 11, 23), months=24).remarks
    assert {remark.path for remark in found} == {
        "terms/glossary.toml", *(f"terms/money/{slug}.md" for slug in ("beta", "gamma", "delta", "omega")),
    }  # fmt: skip


def test_a_glossary_without_terms_has_no_remarks() -> None:
    assert review([], [], language=ENGLISH, today=date(2026, 11, 23), months=24) == Review()
