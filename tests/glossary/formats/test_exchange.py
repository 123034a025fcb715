"""The report of an import, as people read it."""

from __future__ import annotations

from search_app.glossary.formats.exchange import Clash, ImportReport, Tally


def test_a_report_has_a_line_for_each_item_below_its_heading() -> None:
    report = ImportReport(
        taken=(Tally("terms", 1200),),
        not_taken=(Tally("notations", 3, ("12.34", "665")),),
        guessed=("The language is German: all names have it.",),
        clashes=(Clash("carp", ("Carp", "carp!")),),
    )
    assert list(report.lines()) == [
        "Taken:",
        "  terms: 1,200",
        "Not taken:",
        "  notations: 3 (12.34, 665, …)",
        "Guessed:",
        "  The language is German: all names have it.",
        "Slugs that several terms would have:",
        "  carp: 'Carp', 'carp!'",
    ]


def test_a_report_of_nothing_is_empty() -> None:
    assert list(ImportReport().lines()) == []
