"""The A to Z index of names and aliases."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.alphabetical import AlphabeticalIndex
from search_app.search.index.name_writer import EntryNames, write_names

ENTRIES = [EntryNames("copay", "Copay", ("co-payment", "fee")), EntryNames("cobra", "COBRA", ()),
           EntryNames("form", "1099 form", ("§ 7",)), EntryNames("elan", "Élan", ())]  # fmt: skip


@pytest.fixture
def alphabet(tmp_path: Path) -> AlphabeticalIndex:
    write_names(tmp_path, ENTRIES, ENGLISH)
    return AlphabeticalIndex(tmp_path)


def test_letters_count_names_and_digits_share_a_section(alphabet: AlphabeticalIndex) -> None:
    assert alphabet.letters() == {"0": 2, "c": 3, "e": 1, "f": 1}


def test_names_under_a_letter_are_sorted_and_cut(alphabet: AlphabeticalIndex) -> None:
    assert alphabet.listed("c", 0, 9) == [("co-payment", 0), ("COBRA", 1), ("Copay", 0)]
    assert alphabet.listed("c", 1, 2) == [("COBRA", 1)]
    assert alphabet.listed("z", 0, 9) == []


def test_entries_under_a_letter_are_distinct(alphabet: AlphabeticalIndex) -> None:
    assert alphabet.under("c").tolist() == [0, 1]
    assert alphabet.under("e").tolist() == [3]


def test_the_first_two_letters_lead_to_a_place_in_the_list(alphabet: AlphabeticalIndex) -> None:
    assert alphabet.beginnings("c") == {"co": 0}
    assert alphabet.beginnings("0") == {"10": 0, "7": 1}


def test_a_glossary_without_terms(tmp_path: Path) -> None:
    write_names(tmp_path, [], ENGLISH)
    alphabet = AlphabeticalIndex(tmp_path)
    assert (alphabet.letters(), alphabet.under("a").tolist()) == ({}, [])
