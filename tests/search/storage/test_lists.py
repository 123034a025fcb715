"""Lists of different lengths on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search.storage.lists import RaggedArray


@pytest.mark.parametrize("lists", [[], [[]], [[3, 1], [], [2]]])
def test_lists_are_read_back(tmp_path: Path, lists: list[list[int]]) -> None:
    RaggedArray.write(tmp_path, "lists", lists)
    found = RaggedArray(tmp_path, "lists")
    assert [found.listed(number) for number in range(len(found))] == lists
    assert [found[number].tolist() for number in range(len(found))] == lists
    assert found.counts().tolist() == [len(each) for each in lists]
    assert [found.values[found.place(number)].tolist() for number in range(len(found))] == lists


def test_lists_can_be_written_from_one_array(tmp_path: Path) -> None:
    RaggedArray.write_flat(tmp_path, "lists", [1, 0, 2], [7, 8, 9])
    assert [RaggedArray(tmp_path, "lists").listed(number) for number in range(3)] == [[7], [], [8, 9]]


@pytest.mark.parametrize(
    ("least", "end", "found"), [(0, 99, [2, 4, 6]), (2, 6, [2, 4]), (3, 4, []), (7, 9, []), (0, 2, [])]
)
def test_the_middle_of_a_sorted_list(tmp_path: Path, least: int, end: int, found: list[int]) -> None:
    RaggedArray.write(tmp_path, "lists", [[1, 3], [2, 4, 6], [0, 5]])
    assert RaggedArray(tmp_path, "lists").between(1, least, end).tolist() == found


def test_several_lists_at_once(tmp_path: Path) -> None:
    RaggedArray.write(tmp_path, "lists", [[1, 3], [], [2, 4, 6]])
    lists = RaggedArray(tmp_path, "lists")
    places, counts = lists.places((2, 1, 0))
    assert (lists.values[places].tolist(), counts.tolist()) == ([2, 4, 6, 1, 3], [3, 0, 2])
    assert lists.places([])[0].tolist() == []
