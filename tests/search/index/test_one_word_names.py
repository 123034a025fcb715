"""One-word names, numbered by the words of their own generation."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import build
from search_app.search.index.fingerprint import fingerprint
from search_app.search.index.generations import candidates, verify
from search_app.search.index.reader import IndexReader
from tests.conftest import COPAYMENT

COPAY, DEDUCTIBLE, TIP_POOLING = range(3)


def names(reader: IndexReader, *ordinals: int) -> list[tuple[int, str]]:
    found = reader.vocabulary.one_word_names.of(ordinals)
    assert len(found.owners) == len(found.stems) == len(found.words)
    stems = [reader.vocabulary.stems.text(number) for number in found.stems.tolist()]
    return list(zip(found.owners.tolist(), stems, strict=True))


def test_names_of_several_words_are_left_out(reader: IndexReader) -> None:
    assert set(names(reader, DEDUCTIBLE, TIP_POOLING)) == {(0, "deduct"), (1, "tp")}
    assert {"copay"} <= {stem for _, stem in names(reader, COPAY)}
    assert names(reader) == []


@pytest.mark.parametrize("word", ["aardvark", "zebra"])
def test_a_new_word_in_a_text_renumbers_them_in_the_new_generation_alone(
    terms: Path, tmp_path: Path, word: str
) -> None:
    index = tmp_path / "index"
    build(terms, index)
    before = next(candidates(index))
    (terms / "money" / "copayment.md").write_text(COPAYMENT.replace("$25", word))
    build(terms, index)
    for folder in (before, next(candidates(index))):
        verify(folder, fingerprint())  # no file of a published generation is ever written
        assert (0, "deduct") in names(IndexReader(folder), DEDUCTIBLE)
