"""Entries are found by meaning, without a word in common."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.search import build
from search_app.search.index import meanings
from search_app.search.index.meanings import CLOSE, MeaningIndex
from tests.search.glossaries import Row, open_reader, publish

ROWS: list[Row] = [
    {"name": "Repossession", "definition": "A lender seizes a vehicle after missed payments."},
    {"name": "Physician", "definition": "A person with a medical degree who treats patients."},
    {"name": "Salary", "definition": "Wages that an employer pays every month."},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> MeaningIndex:
    return open_reader(publish(tmp_path_factory.mktemp("meanings"), ROWS)).meanings


@pytest.mark.parametrize(
    ("text", "ordinal"), [("bank took my car", 0), ("the doctor i saw", 1), ("money for my job", 2)]
)
def test_the_entry_of_the_same_meaning_is_nearest(index: MeaningIndex, text: str, ordinal: int) -> None:
    (nearest, similarity), *others = index.nearest(text, 3, least=-1)
    assert nearest == ordinal
    assert len(others) == 2
    assert similarity > others[0][1] > others[1][1]
    assert index.similarities(text, [ordinal])[0] == pytest.approx(similarity)


def test_similarities_are_in_the_order_of_the_entries(index: MeaningIndex) -> None:
    forwards = index.similarities("bank took my car", [0, 1, 2]).tolist()
    assert index.similarities("bank took my car", [2, 1, 0]).tolist() == pytest.approx(forwards[::-1], abs=1e-5)
    assert forwards[0] == max(forwards)
    assert index.similarities("bank took my car", []).tolist() == []


def test_entries_are_ranked_by_their_similarity_to_another(index: MeaningIndex) -> None:
    payment = [ordinal for ordinal, _ in index.nearest(ROWS[0]["definition"], 3, least=-1)]
    assert index.ranked(0, [1, 2]) == index.ranked(0, [2, 1]) == payment[1:] == [2, 1]
    assert index.ranked(0, []) == []


def test_only_close_entries_are_nearest_and_no_more_than_wanted(index: MeaningIndex) -> None:
    assert [ordinal for ordinal, _ in index.nearest("the medical doctor of patients", 3)] == [1]
    assert index.nearest("seven purple elephants", 3) == []
    assert len(index.nearest("bank took my car", 1, least=-1)) == 1
    assert all(similarity >= CLOSE for _, similarity in index.nearest("vehicle payments", 3))


@pytest.mark.parametrize("text", ["", "   ", "𓀀 𓀁"])
def test_a_text_without_known_words_is_near_to_nothing(index: MeaningIndex, text: str) -> None:
    assert index.nearest(text, 3) == []
    assert index.similarities(text, [0, 1]).tolist() == [0, 0]


def test_candidates_by_signs_contain_the_nearest(index: MeaningIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = index.nearest("bank took my car", 1)
    monkeypatch.setattr(meanings, "EXACT_UP_TO", 0)
    monkeypatch.setattr(meanings, "CANDIDATES", 1)
    assert index.nearest("bank took my car", 1) == exact
    assert len(index.nearest("bank took my car", 3, least=-1)) < 3


@pytest.mark.parametrize("wanted", [1, 2, 3, 400])
def test_candidates_by_signs_are_as_many_as_wanted_if_there_are(
    index: MeaningIndex, monkeypatch: pytest.MonkeyPatch, wanted: int
) -> None:
    monkeypatch.setattr(meanings, "EXACT_UP_TO", 0)
    monkeypatch.setattr(meanings, "CANDIDATES", wanted)
    assert len(index.nearest("bank took my car", 3, least=-1)) >= min(wanted, len(ROWS))


def test_an_edit_moves_the_vectors_of_the_other_entries_with_them(tmp_path: Path) -> None:
    fillers = [{"name": f"Number {number}", "definition": "Something else."} for number in range(40)]
    index = publish(tmp_path, [*fillers, *ROWS])
    lines = (tmp_path / "terms.jsonl").read_text().splitlines()
    added = '{"slug": "a", "name": "Apartment", "categories": ["law"], "definition": "A home that is rented."}'
    (tmp_path / "terms.jsonl").write_text("\n".join([added, *lines[1:]]))
    assert build(tmp_path / "terms.jsonl", index).rendered < 3
    edited = open_reader(index)
    for text, slug in (("a flat to live in", "a"), ("money for my job", "e42"), ("bank took my car", "e40")):
        ((ordinal, _),) = edited.meanings.nearest(text, 1, least=-1)
        assert edited.entries[ordinal].slug == slug


def test_an_empty_glossary_has_nothing_near(tmp_path: Path) -> None:
    assert open_reader(publish(tmp_path, [])).meanings.nearest("bank took my car", 3) == []
