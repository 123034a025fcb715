"""Numbers are found by the checksums of their keys."""

from __future__ import annotations

import random
from pathlib import Path

from search_app.search.storage.hashed import HashedLists, checksum, read_checksums, write_hashed


def test_a_key_has_its_numbers_in_order(tmp_path: Path) -> None:
    write_hashed(tmp_path, "lists", [("fee", 4), ("plan", 1), ("", 7), ("fee", 2), ("𝔐é", 0), ("fee", 9)])
    lists = HashedLists(tmp_path, "lists")
    assert [lists.of(key) for key in ("fee", "plan", "𝔐é", "eef", "", "fees")] == [[4, 2, 9], [1], [0], [], [], []]
    assert len(lists) == 3
    assert "plan" in lists
    assert "plans" not in lists


def test_no_keys_are_a_table_too(tmp_path: Path) -> None:
    write_hashed(tmp_path, "lists", [("", 1)])
    assert HashedLists(tmp_path, "lists").of("fee") == []


def test_checksums_are_read_by_number(tmp_path: Path) -> None:
    write_hashed(tmp_path, "lists", [("b", 3), ("a", 0), ("b", 1)])
    assert read_checksums(tmp_path, "lists", 4).tolist() == [checksum("a"), checksum("b"), 0, checksum("b")]


def test_every_key_of_many_is_found(tmp_path: Path) -> None:
    chooser = random.Random(3)
    keys = list({"".join(chooser.choices("abcdefg ", k=chooser.randint(1, 12))) for _ in range(20_000)})
    assert len({checksum(key) for key in keys}) == len(keys)
    write_hashed(tmp_path, "lists", ((key, number) for number, key in enumerate(keys)))
    lists = HashedLists(tmp_path, "lists")
    assert [lists.of(key) for key in keys] == [[number] for number in range(len(keys))]
