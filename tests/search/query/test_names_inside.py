from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.names_inside import (
    ASKED_UP_TO,
    CONTENT_UP_TO,
    NAMED_BY_ONE,
    NamesInside,
    find_names_inside,
)
from search_app.search.query.plain import parse_plain
from tests.search.glossaries import open_reader, publish

ROWS = [
    {"name": "Deductible", "aliases": ["annual deductible"]},
    {"name": "Health Plan"},
    {"name": "High-Deductible Health Plan", "aliases": ["HDHP"]},
    {"name": "Adjustable-Rate Mortgage", "aliases": ["ARM"]},
    {"name": "Wage Garnishment"},
    {"name": "Term Insurance"},
    {"name": "Insurance Fraud"},
]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    rows = [{**row, "definition": "A text."} for row in ROWS]
    return open_reader(publish(tmp_path_factory.mktemp("inside"), rows)).vocabulary


def inside(vocabulary: Vocabulary, text: str) -> NamesInside:
    return find_names_inside(text, parse_plain(text, ENGLISH).words, vocabulary.names)


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("define deductible", ["Deductible"], []),
        ("tell me about the annual deductible, please", ["annual deductible"], []),
        ("high deductible health plan rules", ["High-Deductible Health Plan"], ["rules"]),
        ("deductible of a health plan", ["Deductible", "Health Plan"], []),
        ("garnishment of wages in Ohio", ["Wage Garnishment"], ["ohio"]),
        ("ARM rates", ["ARM"], ["rates"]),
        ("an arm rates", ["ARM"], ["rates"]),
        ("term: insurance fraud", ["Insurance Fraud"], []),
        ("the weather", [], ["weather"]),
    ],
)
def test_the_longest_names_are_found_and_the_words_that_are_left(
    names: Vocabulary, text: str, found: list[str], left: list[str]
) -> None:
    result = inside(names, text)
    assert [each.names[0].text for each in result.names] == found
    assert [word.surface for word in result.left] == left


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what is a deductible", ["Deductible"]),
        ("deductible rules", []),
        ("deductible of a health plan", ["Deductible", "Health Plan"]),
    ],
)
def test_in_a_dictionary_a_name_of_one_word_counts_alone_or_beside_a_longer_one(
    names: Vocabulary, text: str, found: list[str]
) -> None:
    result = find_names_inside(text, parse_plain(text, ENGLISH).words, names.names, in_dictionary=True)
    assert [each.names[0].text for each in result.names] == found


def test_a_long_query_describes_a_term_and_names_none(names: Vocabulary) -> None:
    assert inside(names, "deductible " + "fee " * (CONTENT_UP_TO - 1)).names
    assert not inside(names, "deductible " + "fee " * CONTENT_UP_TO).names
    assert inside(names, "deductible " + "the " * (ASKED_UP_TO - 1)).names
    assert not inside(names, "deductible " + "the " * ASKED_UP_TO).names


def test_a_name_of_many_entries_says_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    few = [{"name": f"Form {number}", "aliases": ["form"]} for number in range(NAMED_BY_ONE)]
    many = [{"name": f"Bill {number}", "aliases": ["bill"]} for number in range(NAMED_BY_ONE + 1)]
    rows = [{**row, "definition": "A paper."} for row in (*few, *many)]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("many"), rows)).vocabulary
    assert len(inside(vocabulary, "form rules").names[0].names) == NAMED_BY_ONE
    assert inside(vocabulary, "bill rules").names == []
