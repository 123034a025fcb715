"""Reading a glossary from anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.errors import SettingError
from search_app.glossary.formats.exchange import ReadOptions, SiteHints
from search_app.glossary.transfer.reading import format_of, read_any, site_of, writer_of


def test_our_own_folder_is_read_with_its_site(terms: Path) -> None:
    result = read_any(terms, ReadOptions())
    assert [term.slug for term in result.terms] == ["copayment", "deductible", "tip-pooling"]
    assert (result.site_hints.title, len(result.site_hints.categories)) == ("Tiny Glossary", 3)


def test_a_file_is_read_by_its_suffix_or_by_the_format_named(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("term;definition\na;b\n", encoding="utf-8")
    assert [term.name for term in read_any(file, ReadOptions(), "csv").terms] == ["a"]
    with pytest.raises(SettingError, match="There is no format"):
        read_any(file, ReadOptions())
    with pytest.raises(SettingError, match="There is nothing at"):
        read_any(tmp_path / "none.csv", ReadOptions())
    file.rename(tmp_path / "B.CSV")
    assert format_of(tmp_path / "B.CSV").name == "csv"


def test_a_format_that_is_only_read_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is only read"):
        writer_of(tmp_path / "a.html")


def test_a_site_has_a_title() -> None:
    assert site_of(SiteHints(), "Mine").title == "Mine"
    assert site_of(SiteHints(title="Theirs"), "Mine").title == "Theirs"
