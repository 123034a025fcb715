"""Spreadsheets: ours without loss, others', and archives that are a danger."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from search_app.errors import LibraryMissing
from search_app.glossary.formats import xlsx
from search_app.glossary.formats.xlsx import XLSX
from search_app.glossary.model import Term
from tests.glossary.formats.tables import (
    EVERY_FIELD,
    SITE,
    Collection,
    assert_mutations_are_read,
    damaged,
    read_bytes,
    written,
)  # fmt: skip


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def repacked(whole: bytes, **members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, members.get(name.rsplit("/", 1)[-1].partition(".")[0], source.read(name)))
    return out.getvalue()


def test_every_field_comes_back_as_it_was() -> None:
    result = read_bytes(XLSX, written(XLSX))
    assert result.faults == ()
    assert result.terms == EVERY_FIELD.terms


def test_a_text_longer_than_a_cell_and_escapes_of_the_format_come_back() -> None:
    long = "=x_x0041_ " * 5_000 + "end"
    terms = (Term("a", "A", ("work",), long, examples=(long, "_x000D_")), Term("b", "B", ("work",), "short"))
    assert read_bytes(XLSX, written(XLSX, Collection(SITE, terms))).terms == terms


def test_the_same_terms_are_the_same_bytes() -> None:
    assert written(XLSX) == written(XLSX)


def test_the_sheet_with_most_rows_is_taken_below_merged_headers() -> None:
    rows = [
        ["Our glossary", None, None],
        ["English", None, "Other"],
        ["Term", "Definition", "Changed"],
        ["Copay", "A fee for a visit.", datetime(2026, 1, 2)],
        [None, None, None],
        [401, "A plan.", None],
    ]
    result = read_bytes(XLSX, book(Notes=[["a", "b"]], Terms=rows))
    assert [term.name for term in result.terms] == ["Copay", "401"]
    assert "The sheet 'Terms' has most rows: 5." in result.report.guessed
    assert any("'Notes' is not taken" in sentence for sentence in result.report.guessed)


def test_what_others_wrote_as_a_formula_is_read_as_its_value_or_not_at_all() -> None:
    result = read_bytes(XLSX, book(Terms=[["term", "definition"], ["Copay", "A fee."], ["Sum", "=1+1"]]))
    assert [term.definition for term in result.terms if term.definition] == ["A fee."]


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    (fault,) = read_bytes(XLSX, repacked(written(XLSX), sheet1=b" " * 20_000_000)).faults
    assert "300 times its size" in str(fault)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as many:
        for number in range(xlsx.MAX_MEMBERS + 1):
            many.writestr(f"{number}.xml", "")
    assert "unpacks to more" in str(read_bytes(XLSX, out.getvalue()).faults[0])


def test_entities_are_refused_before_they_are_expanded() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><worksheet/>'
    (fault,) = read_bytes(XLSX, repacked(written(XLSX), sheet1=bomb)).faults
    assert "document type" in str(fault)


@pytest.mark.parametrize("data", [b"", b"no archive", b"PK\x03\x04", book(Empty=[])])
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    result = read_bytes(XLSX, data)
    assert not result.terms
    assert result.faults


def test_a_damaged_file_is_never_an_exception() -> None:
    assert_mutations_are_read(XLSX, written(XLSX), damaged)


def test_damaged_xml_inside_is_never_an_exception() -> None:
    whole = written(XLSX)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")

    def change(_: bytes, chance: random.Random) -> bytes:
        return repacked(whole, sheet1=damaged(sheet, chance))

    chance = random.Random(1)
    for _ in range(60):
        result = read_bytes(XLSX, change(whole, chance))
        assert result.terms or result.faults


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(LibraryMissing, match=r"commerceguard-glossary\[exchange\]"):
        read_bytes(XLSX, b"")
