"""Strings on disk are found by what they are and by what they begin with."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search_app.search.storage.lists import RaggedArray
from search_app.search.storage.strings import TermDictionary, encoded, write_sorted


@example(strings={"", "a"}, asked="\0")  # the head of a short string is filled with such
@example(strings={"", "a"}, asked="")
@given(strings=st.sets(st.text(max_size=12), max_size=40), asked=st.text(max_size=3))
def test_sorted_strings(strings: set[str], asked: str) -> None:
    ordered = sorted(strings, key=encoded)
    with tempfile.TemporaryDirectory() as folder:
        write_sorted(Path(folder), "strings", ordered)
        table = TermDictionary(Path(folder), "strings")
        assert [table.find(string) for string in ordered] == list(range(len(ordered)))
        assert table.find(asked) == (ordered.index(asked) if asked in strings else -1)
        begun = [number for number, string in enumerate(ordered) if encoded(string).startswith(encoded(asked))]
        assert list(table.beginning(asked)) == begun


@pytest.mark.parametrize("lists", [[], [[]], [[3, 1], [], [2]]])
def test_groups(tmp_path: Path, lists: list[list[int]]) -> None:
    RaggedArray.write(tmp_path, "groups", lists)
    groups = RaggedArray(tmp_path, "groups")
    assert [groups.listed(number) for number in range(len(groups))] == lists
    assert [groups[number].tolist() for number in range(len(groups))] == lists
