"""Words with their document frequencies, found by prefix, suffix and without their plural ending."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.document_writer import TokenTable
from search_app.search.index.lexicon import Lexicon, frequencies, write_lexicon

WORDS = ["copay", "fee", "milk", "milkman", "pay"]
#         entry 0: fee fee copay (a name) | entry 1: pay fee
TABLE = TokenTable(
    WORDS, np.array([1, 1, 0, 4, 1], np.uint32), np.array([0, 0, 1, 0, 0], bool), np.array([0, 0, 0, 1, 1])
)


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    stems = {"entry": {word: number for number, word in enumerate(WORDS)}, "name": {"copay": 0}}
    write_lexicon(tmp_path, WORDS, WORDS, frequencies(TABLE), stems)
    return Lexicon(tmp_path, ENGLISH)


def test_an_entry_counts_once_however_often_it_has_the_word() -> None:
    found = frequencies(TABLE)
    assert found.entries.tolist() == [1, 2, 0, 0, 1]
    assert found.named.tolist() == [1, 0, 0, 0, 0]


def test_words_are_found_with_their_frequency(lexicon: Lexicon) -> None:
    assert [lexicon.frequency(lexicon.find(word)) for word in ("copay", "fee")] == [1, 2]
    assert lexicon.find("fees") == -1


@pytest.mark.parametrize(("word", "known"), [("fee", True), ("fees", True), ("copayes", True), ("fe", False)])
def test_a_plural_of_a_known_word_is_known(lexicon: Lexicon, word: str, known: bool) -> None:
    assert lexicon.knows(word) is known


def test_words_of_names_are_told_from_others(lexicon: Lexicon) -> None:
    assert [lexicon.is_in_names(word) for word in ("copay", "fee", "x")] == [True, False, False]


def test_words_by_prefix_and_their_stems_in_a_field(lexicon: Lexicon) -> None:
    assert lexicon.beginning("milk") == ["milk", "milkman"]
    assert lexicon.stems_beginning("milk", "entry").tolist() == [2, 3]
    assert lexicon.stems_beginning("milk", "name").tolist() == []


def test_words_made_with_a_start_or_an_end(lexicon: Lexicon) -> None:
    made = lexicon.made_with(np.arange(5, dtype=np.uint32), [("milk", "pay"), ("x", "man")])
    assert [[WORDS[number] for number in row.nonzero()[0]] for row in made] == [
        ["copay", "milk", "milkman", "pay"],
        ["milkman"],
    ]
