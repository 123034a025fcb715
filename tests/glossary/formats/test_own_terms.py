"""Terms from exports that somebody has edited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search_app.glossary.formats.exchange import SiteHints
from search_app.glossary.formats.import_report import ReportBuilder
from search_app.glossary.formats.own_terms import import_own, term_problem
from search_app.glossary.model import Change, Review, Term
from tests.glossary.formats.every_field import TERMS

GOOD = TERMS[0]


def test_sound_terms_have_no_problem() -> None:
    assert [term_problem(term) for term in TERMS] == [""] * len(TERMS)


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"slug": "a/b"}, "cannot be a slug"),
        ({"name": " "}, "no name"),
        ({"status": "new"}, "no status"),
        ({"updated": "soon"}, "'soon' is not a date"),
        ({"changes": (Change("2026-13-01", "x"),)}, "not a date"),
        ({"reviewed": Review("x", "y")}, "not a date"),
        ({"further": (("Heading", "a\x00"),)}, "control character"),
        ({"aliases": ("a\x1f",)}, "control character"),
    ],
)
def test_each_problem_has_a_sentence(changed: dict[str, object], part: str) -> None:
    term: Term = replace(GOOD, **changed)  # type: ignore[arg-type]
    assert part in term_problem(term)
    result = import_own([term, GOOD, GOOD], SiteHints(), ReportBuilder())
    assert result.terms == (GOOD,)
    assert [fault.message.endswith(".") for fault in result.faults] == [True, True]
    assert "is repeated" in result.faults[1].message
