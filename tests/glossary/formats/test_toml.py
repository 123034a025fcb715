from __future__ import annotations

from pathlib import Path

from search_app.glossary.formats.toml import TomlFile, read_toml
from search_app.glossary.model import Fault


def test_a_file_is_its_text_and_its_table(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('a = "é"\n', encoding="utf-8")
    assert read_toml(tmp_path / "a.toml", "a.toml") == TomlFile('a = "é"\n', {"a": "é"})


def test_what_cannot_be_read_is_a_fault_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('a = "b"\nc = ?\n')
    fault = read_toml(file, "a.toml")
    assert isinstance(fault, Fault)
    assert (fault.line, fault.message) == (2, "is not valid TOML: Invalid value.")
    file.write_bytes(b'a = "\xff"\n')
    assert read_toml(file, "a.toml") == Fault("a.toml", 1, "is not UTF-8 text; save it as UTF-8.")
