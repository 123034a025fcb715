from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import current_name, verify
from search_app.search.index.vocabulary import Vocabulary
from tests.search.glossaries import Row, open_reader, publish

ROWS: list[Row] = [
    {"name": "Wage Claim", "aliases": ["claims", "filing"], "definition": "A claim of one word."},
    {"name": "Loan Shark", "definition": "Loan."},
    {"name": "Filing", "definition": "Put away."},
]


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return open_reader(publish(tmp_path_factory.mktemp("one-word"), ROWS)).vocabulary


def names(words: Vocabulary, *ordinals: int) -> list[tuple[int, str, str]]:
    """Return the names of one word of these entries: place among them, stem and word."""
    found = words.one_word_names.of(ordinals)
    stems, forms = map(words.stems.text, found.stems.tolist()), map(words.lexicon._words.text, found.words.tolist())
    return list(zip(found.owners.tolist(), stems, forms, strict=True))


def test_names_of_one_word_are_found_with_stem_and_form(words: Vocabulary) -> None:
    assert names(words, 0) == [(0, "claim", "claims"), (0, "file", "filing")]
    assert names(words, 1) == []


def test_names_belong_to_the_place_of_their_entry(words: Vocabulary) -> None:
    assert names(words, 2, 1, 0) == [(0, "file", "filing"), (2, "claim", "claims"), (2, "file", "filing")]
    assert names(words) == []


def test_names_of_one_word_are_counted(words: Vocabulary) -> None:
    assert words.one_word_names.counts([2, 1, 0]).tolist() == [1, 0, 2]


def test_a_build_that_keeps_the_names_does_not_alter_the_generation_before(tmp_path: Path) -> None:
    """Files of names are linked into the next generation, so these must not be among them: they number stems."""
    index = publish(tmp_path, ROWS)
    before = index / str(current_name(index))
    publish(tmp_path, [{**row, "definition": f"Another text: {row['definition']}"} for row in ROWS])
    assert current_name(index) != before.name
    verify(before, fingerprint())
