"""Files are whole or as before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from search_app.errors import SettingError
from search_app.glossary.transfer.writing import replaced_file, write_folder


def files(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def test_a_file_is_replaced_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), replaced_file(target) as out:
        out.write(b"ne")
        raise ZeroDivisionError
    assert files(tmp_path) == {"a.csv": "old"}
    with replaced_file(target) as out:
        out.write(b"new")
    assert files(tmp_path) == {"a.csv": "new"}


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="cannot be written"), replaced_file(tmp_path / "none" / "a"):
        pass
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingError, match="cannot be written"):
        write_folder(tmp_path / "file" / "terms", {"a": ""})


def test_a_folder_gets_its_files_and_loses_those_removed(tmp_path: Path) -> None:
    folder = tmp_path / "terms"
    write_folder(folder, {"a/b.md": "1", "c.toml": "2"})
    write_folder(folder, {"d/b.md": "3", "c.toml": "4"}, ["a/b.md"])
    assert files(tmp_path) == {"terms/c.toml": "4", "terms/d/b.md": "3"}


def test_an_error_in_the_middle_undoes_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "terms"
    write_folder(folder, {"a.md": "1", "b.md": "2"})
    replace, moved = os.replace, []

    def fail_second(source: Any, target: Any) -> None:
        moved.append(target)
        if len(moved) == 2:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_second)
    with pytest.raises(SettingError, match="No space left"):
        write_folder(folder, {"a.md": "3", "new.md": "4"}, ["b.md"])
    assert files(tmp_path) == {"terms/a.md": "1", "terms/b.md": "2"}
