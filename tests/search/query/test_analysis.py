from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.naming import name_key
from search_app.language.english import ENGLISH
from search_app.search.index.names import content_key, stem_key
from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.analysis import NAMED_BY_ONE_WORD, AnalyzedQuery
from search_app.search.query.plain import parse_plain
from tests.search.glossaries import open_reader, publish

WORDS = ["the", "to", "co-pay", "401(k)", "Workers'", "wages", "Café", "labour", "tip", "C++", "self-employed", "&"]


def analyzed(vocabulary: Vocabulary, text: str) -> AnalyzedQuery:
    return AnalyzedQuery(parse_plain(text, ENGLISH), vocabulary)


@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
def test_keys_are_those_under_which_names_are_found(vocabulary: Vocabulary, words: list[str]) -> None:
    query = analyzed(vocabulary, " ".join(words))
    assert query.key == name_key(query.text)
    assert query.content_key == content_key(query.text, ENGLISH)
    assert [each.stem_key for each in query.spellings] == [stem_key(each.text, ENGLISH) for each in query.spellings]


def test_a_word_is_matched_by_its_stem_and_by_the_joined_form_with_its_neighbors(vocabulary: Vocabulary) -> None:
    find = vocabulary.stems.find
    query = analyzed(vocabulary, "unheard co pay fees")
    assert list(query.stems.items()) == [("unheard", "unheard"), ("co", "co"), ("pay", "pay"), ("fee", "fees")]
    copay = find("copay")
    assert query.alternatives == [[], [find("co"), copay], [find("pay"), copay], [find("fee")]]


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Deductible", True),
        ("the deductible", True),
        ("co pay", True),
        ("deductibles", False),
        ("deductible plan", False),
    ],
)
def test_a_query_is_a_name_with_or_without_stop_words(vocabulary: Vocabulary, text: str, is_name: bool) -> None:
    assert analyzed(vocabulary, text).is_name is is_name


def test_names_of_several_words_inside_the_query_are_found_with_their_words(vocabulary: Vocabulary) -> None:
    found = analyzed(vocabulary, "pays the annual deductible by tip pooling").names_of_several_words()
    assert {ordinal: [word.surface for word in run] for ordinal, run in found.items()} == {
        1: ["annual", "deductible"],
        2: ["tip", "pooling"],
    }


def test_a_description_has_three_content_words_or_five_of_any_kind(vocabulary: Vocabulary) -> None:
    assert analyzed(vocabulary, "fee visit plan").is_description
    assert analyzed(vocabulary, "what is it to be").is_description
    assert not analyzed(vocabulary, "fee for a visit").is_description


def test_one_word_that_names_many_entries_names_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    few = [{"name": f"Form {number}", "aliases": ["form"]} for number in range(NAMED_BY_ONE_WORD)]
    many = [{"name": f"Bill {number}", "aliases": ["bill"]} for number in range(NAMED_BY_ONE_WORD + 1)]
    rows = [{**row, "definition": "A paper."} for row in (*few, *many)]
    found = open_reader(publish(tmp_path_factory.mktemp("named"), rows)).vocabulary
    query = analyzed(found, "forms and a bill")
    assert query.named_by("forms", "form") == list(range(NAMED_BY_ONE_WORD))
    assert query.named_by("bill", "bill") == []
