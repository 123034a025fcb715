"""The bytes of a file, up to a limit."""

from __future__ import annotations

from pathlib import Path

from search_app.glossary.formats.file_content import read_content
from search_app.glossary.model import Fault


def test_bytes_and_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"text")
    assert read_content(b"text", "a") == read_content(tmp_path / "a", "a") == b"text"


def test_what_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    assert read_content(b"text", "a", limit=3) == Fault(
        "a", 1, "the file has 4 bytes, the limit is 3; split it, or convert it to JSON Lines."
    )
    assert read_content(b"\n \t", "a") == Fault("a", 1, "is empty.")
    for place in (tmp_path, tmp_path / "none"):
        fault = read_content(place, "a")
        assert isinstance(fault, Fault)
        assert "cannot be read" in fault.message
