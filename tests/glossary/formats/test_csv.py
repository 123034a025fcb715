"""CSV: ours without loss, and that of others in any dialect."""

from __future__ import annotations

import codecs
import csv
import io

import pytest

from search_app.glossary.formats import file_bytes
from search_app.glossary.formats.csv import CSV
from tests.glossary.formats.tables import (
    EVERY_FIELD,
    assert_mutations_are_read,
    damaged,
    read_bytes,
    written,
)  # fmt: skip


def test_every_field_comes_back_as_it_was() -> None:
    result = read_bytes(CSV, written(CSV))
    assert result.faults == ()
    assert result.terms == EVERY_FIELD.terms


def test_no_cell_is_evaluated_by_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(written(CSV).decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["slug", "name", "status"]
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]


def test_excel_recognizes_utf_8() -> None:
    assert written(CSV).startswith(codecs.BOM_UTF8)


SEMICOLONS = "Begriff;Definition\r\nLohn;Geld, das man für Arbeit bekommt\r\nÜberstunde;Arbeit, die länger dauert\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_a_file_of_any_encoding_and_delimiter_is_read(encoding: str, delimiter: str) -> None:
    text = SEMICOLONS if delimiter == ";" else SEMICOLONS.replace(",", " und").replace(";", delimiter)
    result = read_bytes(CSV, text.encode(encoding))
    assert [term.name for term in result.terms] == ["Lohn", "Überstunde"]
    assert result.terms[1].slug == "uberstunde"
    assert result.terms[0].definition.startswith("Geld")


def test_a_preamble_blank_rows_ragged_rows_and_line_breaks_do_no_harm() -> None:
    text = (
        "Glossary of the board,,\nVersion 3,,\n,,\n\"Term\n(English)\",Definition,Notes\n"
        'Copay,"A fee\nfor a visit",x\nDeductible,What you pay first\n\nPremium,Each month,y,z\n'
    )  # fmt: skip
    result = read_bytes(CSV, text)
    assert [term.name for term in result.terms] == ["Copay", "Deductible", "Premium"]
    assert result.terms[0].definition == "A fee for a visit"
    assert any("header is in line 4" in sentence for sentence in result.report.guessed)


def test_a_table_without_a_header_is_read_by_its_texts() -> None:
    text = "1,Copay,A fixed fee that you pay for a visit\n2,Premium,What you pay each month for a plan\n"
    result = read_bytes(CSV, text)
    assert [term.name for term in result.terms] == ["Copay", "Premium"]
    assert any("no header" in sentence for sentence in result.report.guessed)


def test_a_quotation_mark_that_nothing_closes_does_not_swallow_the_file() -> None:
    rows = "".join(f"name {number},definition {number}\n" for number in range(2_000))
    result = read_bytes(CSV, 'term,definition\nhalf,"an open quote\n' + rows)
    assert len(result.terms) == 2_001


def test_the_first_line_of_excel_names_the_delimiter() -> None:
    assert [term.name for term in read_bytes(CSV, "sep=;\nterm;definition\na, b;c\n").terms] == ["a, b"]


def test_backslashes_before_quotation_marks_escape_them() -> None:
    (term,) = read_bytes(CSV, 'term,definition\n"a","say \\"no\\", twice"\n').terms
    assert term.definition == 'say "no", twice'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04abc", "ZIP archive"),
        (b"\xd0\xcf\x11\xe0abc", "old spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"", "no column of names"),
        (b"a,\0\0b\nc,d\n" * 5, "not a text"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    result = read_bytes(CSV, data)
    assert result.terms == ()
    assert sentence in str(result.faults[0])


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_bytes, "MAX_FILE", 10)
    (fault,) = read_bytes(CSV, "term,definition\na,b\n").faults
    assert "JSON Lines" in str(fault)


def test_a_damaged_file_is_never_an_exception() -> None:
    assert_mutations_are_read(CSV, written(CSV) * 2, damaged)
