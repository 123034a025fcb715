"""What is counted, named and reported during an import."""

from __future__ import annotations

from search_app.glossary.formats.exchange import Clash, Tally
from search_app.glossary.formats.import_report import ReportBuilder


def test_kinds_are_counted_with_a_few_examples() -> None:
    builder = ReportBuilder()
    builder.leave_all("notations", ["1", "1", "2", "3", "4"])
    builder.leave("matches", "x" * 80, amount=7)
    builder.take("terms", 2)
    report = builder.report()
    assert report.not_taken == (Tally("notations", 5, ("1", "2", "3")), Tally("matches", 7, ("x" * 59 + "…",)))
    assert report.taken == (Tally("terms", 2),)


def test_a_guess_is_reported_once() -> None:
    builder = ReportBuilder()
    builder.guess("It is German.")
    builder.guess("It is German.")
    assert builder.report().guessed == ("It is German.",)


def test_slugs_are_unique_and_clashes_are_named() -> None:
    builder = ReportBuilder()
    slugs = [builder.free_slug(slug, name) for slug, name in
             (("carp", "Carp"), ("carp", "CARP"), ("carp-2", "Carp 2"), ("carp", "carp!"), ("eel", "Eel"))]  # fmt: skip
    assert slugs == ["carp", "carp-2", "carp-2-2", "carp-3", "eel"]
    assert builder.report().clashes == (
        Clash("carp", ("Carp", "CARP", "carp!")),
        Clash("carp-2", ("CARP", "Carp 2")),
    )
