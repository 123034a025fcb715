"""Strings on disk are found by value and by prefix."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from search_app.search.storage.strings import (
    HashDictionary,
    SpacedDictionary,
    StringArray,
    TermDictionary,
    encoded,
    write_hashed_strings,
    write_sorted,
    write_spaced,
    write_strings,
)


@example(strings={"", "a"}, asked="\0")  # the filler of the prefix key of a short string
@example(strings={"", "a"}, asked="")
@given(strings=st.sets(st.text(max_size=12), max_size=40), asked=st.text(max_size=3))
def test_a_dictionary_finds_strings_by_value_and_by_prefix(strings: set[str], asked: str) -> None:
    ordered = sorted(strings, key=encoded)
    with tempfile.TemporaryDirectory() as folder:
        write_sorted(Path(folder), "strings", ordered)
        table = TermDictionary(Path(folder), "strings")
        assert [table.find(string) for string in ordered] == list(range(len(ordered)))
        assert table.find(asked) == (ordered.index(asked) if asked in strings else -1)
        begun = [number for number, string in enumerate(ordered) if encoded(string).startswith(encoded(asked))]
        assert list(table.beginning(asked)) == begun


def test_strings_are_read_back_in_the_order_given(tmp_path: Path) -> None:
    strings = ["b", "", "naïve", "𝔘𝔫𝔦", "b"]
    write_strings(tmp_path, "strings", strings)
    found = StringArray(tmp_path, "strings")
    assert found.texts() == [found.text(number) for number in range(len(found))] == strings
    assert found.sizes(range(len(found))) == [1, 0, 6, 12, 1]
    assert found[2] == "naïve".encode()


def test_long_common_prefixes_are_distinguished_beyond_the_prefix_key(tmp_path: Path) -> None:
    strings = sorted(["deductible", "deductibles", "deduction", "deducted"], key=encoded)
    write_sorted(tmp_path, "strings", strings)
    table = TermDictionary(tmp_path, "strings")
    assert [table.text(number) for number in table.beginning("deductib")] == ["deductible", "deductibles"]
    assert [table.text(number) for number in table.beginning("deductibles")] == ["deductibles"]
    assert list(table.beginning("deductibly")) == []


def test_the_beginnings_of_strings_are_told_from_others(tmp_path: Path) -> None:
    write_sorted(tmp_path, "strings", ["deductible", "fee", "überfällig"])
    table = TermDictionary(tmp_path, "strings")
    asked = ["deductib", "deductibl", "deductibx", "f", "fees", "über", "z"]
    assert table.with_beginning(asked) == ["deductib", "deductibl", "f", "über"]
    assert table.with_beginning([]) == []


def test_a_string_with_spaces_is_found_without_them(tmp_path: Path) -> None:
    write_spaced(tmp_path, "keys", ["co pay", "copays", "tip pooling", "@"])
    keys = SpacedDictionary(tmp_path, "keys")
    assert [keys.find(key) for key in ("copay", "copays", "tippooling", "@", "co pay", "tip")] == [0, 1, 2, 3, -1, -1]
    assert keys.text(2) == "tip pooling"


def test_a_string_is_found_in_any_order(tmp_path: Path) -> None:
    strings = ["tip", "Gebühr", "", "fee", "𝔐"]
    write_hashed_strings(tmp_path, "slugs", strings)
    assert [HashDictionary(tmp_path, "slugs").find(each) for each in strings] == [0, 1, 2, 3, 4]
    assert HashDictionary(tmp_path, "slugs").find("fees") == -1
