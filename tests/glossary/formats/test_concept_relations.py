"""Relations of imported terms."""

from __future__ import annotations

from search_app.glossary.formats.concept_relations import slugs_of, without_circles
from search_app.glossary.formats.import_report import ReportBuilder


def test_keys_become_slugs_once_and_without_the_own_one() -> None:
    report = ReportBuilder()
    slugs = {"1": "a", "2": "b"}
    assert slugs_of(["2", "2", "1", "9"], "a", slugs, "related terms", report) == ["b"]
    assert [str(each) for each in report.report().not_taken] == ["related terms that are not among the terms: 1 (9)"]


def test_circles_are_opened_and_everything_else_stays() -> None:
    report = ReportBuilder()
    broader = {"a": ["b", "d"], "b": ["c"], "c": ["a", "d"], "d": [], "e": ["a"]}
    assert without_circles(broader, report) == {**broader, "c": ["d"]}
    assert [str(each) for each in report.report().not_taken] == ["broader terms in a circle: 1 (c → a)"]


def test_a_long_chain_needs_no_stack() -> None:
    chain = {str(at): [str(at + 1)] for at in range(50_000)} | {"50000": []}
    assert without_circles(chain, ReportBuilder()) == chain
