"""Names that complete what was typed, or nearly so."""

from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.arrays import DocIds, Mask
from search_app.search.suggesting.names import accepted, complete_names, correct_names, first_of_each
from tests.search.glossaries import Row, open_reader, publish


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("c", ["Copayment"]),
        ("co-p", ["co-pay"]),  # spelled as typed
        ("copay", ["copay"]),
        ("pool", ["Tip Pooling"]),
        ("t", ["Tip Pooling"]),  # a name before an alias
        ("TP", ["TP"]),
        ("annual", ["annual deductible"]),
        ("zz", []),
    ],
)
def test_one_name_of_each_entry_completes_a_prefix(vocabulary: Vocabulary, prefix: str, names: list[str]) -> None:
    assert [name.text for name in complete_names(prefix, vocabulary, 8)] == names


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("deductable", ["Deductible"]),  # a word with an error
        ("deductab", ["Deductible"]),  # a letter replaced,
        ("dedutc", ["Deductible"]),  # swapped with the next,
        ("dductibl", ["Deductible"]),  # forgotten,
        ("deductiib", ["Deductible"]),  # and doubled
        ("edductib", ["Deductible"]),
        ("tip pooln", ["Tip Pooling"]),
        ("annual deductab", ["annual deductible"]),
        ("ded", []),  # too short for an error
        ("dudactib", []),  # two errors
        ("zzzz", []),
        ("", []),
    ],
)
def test_a_misspelled_beginning_is_corrected(vocabulary: Vocabulary, prefix: str, names: list[str]) -> None:
    assert [name.text for name in correct_names(prefix, vocabulary, 8)] == names


def test_only_accepted_entries_are_named_even_after_a_correction(vocabulary: Vocabulary) -> None:
    def accept(ordinals: DocIds) -> Mask:
        return ordinals == 2

    assert [name.text for name in complete_names("tip", vocabulary, 8, accept)] == ["Tip Pooling"]
    assert complete_names("copay", vocabulary, 8, accept) == []
    assert correct_names("deductab", vocabulary, 8, accept) == []
    assert accepted(vocabulary.names.lookup("copay"), accept) == []
    assert len(accepted(vocabulary.names.lookup("tip pooling"), accept)) == 1


def test_the_first_name_of_each_entry_counts(vocabulary: Vocabulary) -> None:
    copay, pool = vocabulary.names.lookup("copay")[0], vocabulary.names.lookup("tip pooling")[0]
    assert first_of_each([copay, pool, vocabulary.names.lookup("co-pay")[0], copay]) == [copay, pool]


@pytest.fixture(scope="module")
def care(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """More names that go on in the same word than any cut keeps, and one entry that has as many names by itself."""
    rows: list[Row] = [{"name": f"Careful{number:02}", "definition": "A."} for number in range(60)]
    rows += [{"name": "Care Home", "definition": "A."}, {"name": "Zone", "definition": "A.", "aliases": ["Care Zone"]}]
    rows += [{"name": "Fee", "definition": "A.", "aliases": [f"fee {number}" for number in range(200)]}]
    rows += [{"name": "Long feeding of a sheep", "definition": "A."}]
    return open_reader(publish(tmp_path_factory.mktemp("care"), rows)).vocabulary


@pytest.mark.parametrize("typed", ["Care ", "care ", "CARE "])
def test_a_space_at_the_end_asks_for_another_word(care: Vocabulary, typed: str) -> None:
    found = [name.text for name in complete_names(typed, care, 8)]
    assert (found[:2], len(found)) == (["Care Home", "Care Zone"], 8)
    assert found[2].startswith("Careful")


def test_an_entry_with_many_names_leaves_room_for_others(care: Vocabulary) -> None:
    assert [name.text for name in complete_names("fee", care, 8)] == ["Fee", "Long feeding of a sheep"]


def test_a_whole_name_with_a_space_comes_before_names_with_a_later_word(words: Vocabulary) -> None:
    found = [name.text for name in complete_names("Deductible ", words, 8)]
    assert found == ["Deductible", "High-Deductible Health Plan"]
