"""The bytes of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.glossary.formats import file_bytes
from search_app.glossary.formats.exchange import ImportResult
from search_app.glossary.formats.file_bytes import read_bytes


def test_a_file_is_read_unless_it_is_missing_or_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert read_bytes(file, "a") == b"abc"
    missing = read_bytes(tmp_path / "b", "b")
    assert isinstance(missing, ImportResult)
    assert "cannot be read" in str(missing.faults[0])
    monkeypatch.setattr(file_bytes, "MAX_FILE", 2)
    large = read_bytes(file, "a")
    assert isinstance(large, ImportResult)
    assert "the limit is" in str(large.faults[0])
