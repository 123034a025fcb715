"""The folder of the metrics: the operator's is emptied of metrics alone, another is created and removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.web.monitoring import folder


def test_the_folder_in_the_environment_is_cleaned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folder.VARIABLE, str(tmp_path / "a" / "b"))
    prepared = folder.prepare()
    (prepared / "counter_1.db").write_text("old")
    (prepared / "notes.txt").write_text("kept")
    assert folder.prepare() == prepared == tmp_path / "a" / "b"
    assert [file.name for file in prepared.iterdir()] == ["notes.txt"]


def test_without_one_a_folder_is_created_and_removed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(folder.VARIABLE, "")
    prepared = folder.prepare()
    assert prepared.is_dir()
    assert folder.ensure() == prepared
    folder.remove(prepared)
    assert not prepared.exists()
