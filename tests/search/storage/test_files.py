"""Files are mapped read-only and linked between folders without copying."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from search_app.search.storage.files import link_files, map_bytes, map_file, opening


def two_folders(place: Path) -> tuple[Path, Path]:
    old, new = place / "old", place / "new"
    old.mkdir()
    new.mkdir()
    for name in ("names.utf8", "names.ends", "other"):
        (old / name).write_text(name)
    return old, new


def test_only_matching_files_are_linked(tmp_path: Path) -> None:
    old, new = two_folders(tmp_path)
    link_files(old, new, ("names*",))
    assert sorted(file.name for file in new.iterdir()) == ["names.ends", "names.utf8"]
    assert (new / "names.utf8").samefile(old / "names.utf8")


def test_where_nothing_can_be_linked_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refused)
    old, new = two_folders(tmp_path)
    link_files(old, new, ("other",))
    assert (new / "other").read_text() == "other"
    assert not (new / "other").samefile(old / "other")


def test_an_empty_file_can_be_mapped(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert bytes(map_bytes(tmp_path / "empty")) == b""
    assert map_file(tmp_path / "empty").cast("q").tolist() == []


def test_a_mapped_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"12345678")
    assert map_file(tmp_path / "file").readonly


def test_files_read_into_memory_stay_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"content")
    with opening(in_memory=True) as files:
        content = map_bytes(file)
        assert map_bytes(file) is content
    file.write_bytes(b"")
    assert content == b"content"
    assert list(files.changed()) == [file]


def test_a_link_is_no_change_and_a_missing_file_is_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"content")
    with opening(in_memory=False) as files:
        map_bytes(tmp_path / "file")
    (tmp_path / "other").hardlink_to(tmp_path / "file")
    assert files.changed() == {}
    (tmp_path / "file").unlink()
    assert list(files.changed()) == [tmp_path / "file"]
