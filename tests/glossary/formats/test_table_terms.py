"""Rows become terms."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.csv import CSV
from search_app.glossary.formats.exchange import ImportResult
from tests.glossary.formats.tables import read_bytes, written


def read(text: str, **columns: str) -> ImportResult:
    return read_bytes(CSV, text, **columns)


def tallies(result: ImportResult) -> dict[str, int]:
    return {tally.kind: tally.count for tally in result.report.not_taken}


def test_a_row_of_others_becomes_a_term() -> None:
    (term, other) = read(
        "Term;Also known as;Category;Definition;Example;See also;Source;Last updated;Status\n"
        "Wage theft:;unpaid wages, WT, Wage Theft;Work;Money *not* paid;A cook;Overtime, Nothing;29 USC 206;2026/3/4;"
        "draft\n"
        "Overtime;;https://x.example/area/Pay_rules;# More than 40 hours;;;somewhere;soon;\n"
    ).terms  # fmt: skip
    assert (term.slug, term.name, term.aliases) == ("wage-theft", "Wage theft", ("unpaid wages", "WT"))
    assert (term.categories, other.categories) == (("work",), ("pay-rules",))
    assert (term.definition, other.definition) == (r"Money \*not\* paid", r"\# More than 40 hours")
    assert (term.examples, term.related, str(term.sources[0])) == (("A cook",), ("overtime",), "29 USC 206")
    assert (term.updated, term.status, other.updated) == ("2026-03-04", "draft", "")


def test_what_is_not_taken_is_counted() -> None:
    result = read("id,term,definition,see also,source,date,notes\n1,A,a,B,web,soon,x\n2,A,a,,,,\n3,,b,,,,\n4,C,,,,,\n")
    assert [term.slug for term in result.terms] == ["a"]
    assert tallies(result) == {
        "columns (a number or an address, not a slug)": 1,
        "columns (no field of a term)": 1,
        "sources that are no citation and have no address": 1,
        "dates that are not year-month-day": 1,
        "rows that repeat a term and its texts": 1,
        "rows without a name, or with nothing else": 2,
        "related names that no term has": 1,
    }


def test_terms_of_a_table_without_definitions_are_drafts() -> None:
    result = read("term,synonyms,category\nLace,textile,cloth\n")
    assert [(term.name, term.status, term.definition) for term in result.terms] == [("Lace", "draft", "")]


def test_two_terms_of_one_name_have_two_slugs() -> None:
    result = read("term,definition\nSetup,a\nSet-up,b\nSETUP,c\n")
    assert [term.slug for term in result.terms] == ["setup", "set-up", "setup-2"]
    assert [clash.slug for clash in result.report.clashes] == ["setup"]


def test_a_mapped_column_becomes_a_section() -> None:
    (term,) = read("term,definition,Notes\nA,b,c\n", Notes="## Notes").terms
    assert term.further == (("Notes", "c"),)


def test_a_long_name_is_a_fault_and_a_long_slug_is_cut() -> None:
    result = read(f"term,definition\n{'x' * 121},a\n{'ж' * 110},b\n!!!,c\n")
    assert [fault.line for fault in result.faults] == [2, 4]
    assert len(result.terms[0].slug.encode()) <= 150


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("slug", "a/b", "is not a slug"),
        ("name", "", "the name is empty"),
        ("definition", "", "the definition is empty"),
        ("status", "nice", "the status is 'nice'"),
        ("updated", "soon", "not a date"),
        ("reviewed", "soon", "in 'reviewed'"),
        ("sources", "soon", "in 'sources'"),
        ("changes", "soon", "in 'changes'"),
    ],
)
def test_an_impossible_value_in_our_own_table_is_a_fault_of_its_row(column: str, value: str, sentence: str) -> None:
    row = {"slug": "a", "name": "A", "categories": "work", "definition": "x", column: value}
    (fault,) = read(f"{','.join(row)}\n{','.join(row.values())}\n").faults
    assert fault.line == 2
    assert sentence in fault.message


def test_markdown_of_our_own_table_stays() -> None:
    (term,) = read("slug,name,categories,definition\na,A,work,**x**\n").terms
    assert term.definition == "**x**"
    assert written(CSV)


def test_an_unknown_field_of_map_is_refused() -> None:
    assert "there is no field 'meaning'" in str(read("a,b\n", a="meaning").faults[0])
