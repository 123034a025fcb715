"""A review printed for people, programs and pull requests."""

from __future__ import annotations

import json
from dataclasses import replace

from search_app.glossary.model import Fault, Remark
from search_app.glossary.review import Measure, Review
from search_app.glossary.review.report import as_github, as_json, as_text, measure_summary, measure_table
from search_app.glossary.review.standards import INFLESZ

FAULTS = [Fault("a.md", 1, "20% off\nnow")]
REVIEW = Review((Remark("b.md", 2, "grade", "is hard."),), (Measure("b", 9.5, 14.0, 60, (25, 30), 40, 30, 20, 2, 3),))


def test_faults_come_before_warnings() -> None:
    assert list(as_text(FAULTS, REVIEW, strict=False)) == ["a.md:1: 20% off\nnow", "b.md:2: warning: is hard."]


def test_strict_prints_warnings_as_faults() -> None:
    assert list(as_text([], REVIEW, strict=True)) == ["b.md:2: is hard."]
    assert list(as_github([], REVIEW, strict=True)) == ["::error file=b.md,line=2::is hard."]


def test_annotations_escape_percent_signs_and_line_ends() -> None:
    assert list(as_github(FAULTS, REVIEW, strict=False)) == [
        "::error file=a.md,line=1::20%25 off%0Anow", "::warning file=b.md,line=2::is hard.",
    ]  # fmt: skip


def test_json_has_measures_only_on_request() -> None:
    plain = json.loads(as_json(1, FAULTS, REVIEW, stats=False))
    assert plain == {
        "terms": 1,
        "faults": [{"path": "a.md", "line": 1, "message": "20% off\nnow"}],
        "warnings": [{"path": "b.md", "line": 2, "kind": "grade", "message": "is hard."}],
    }
    stats = json.loads(as_json(1, [], REVIEW, stats=True))["stats"]
    assert (stats["average_grade"], stats["terms"][0]["examples"]) == (9.5, [25, 30])


def test_the_summary_names_the_hardest_term() -> None:
    assert measure_summary(REVIEW.measures).startswith("1 terms: grade 9.5 on average (at most 10), 9.5 at most (b;")
    assert measure_summary(()) == "There is nothing to measure."
    assert "INFLESZ 9.5 on average (at least 55), 9.5 at least (b; limit 55)" in measure_summary(
        REVIEW.measures, INFLESZ
    )


def test_translations_are_measured_by_language() -> None:
    review = replace(REVIEW, translations={"es": REVIEW.measures})
    stats = json.loads(as_json(1, [], review, stats=True))["stats"]
    assert stats["translations"] == {"es": {"average_grade": 9.5, "terms": stats["terms"]}}
    assert measure_table(REVIEW.measures, INFLESZ).columns[1].header == "INFLESZ"
