"""Questions that what was typed begins, or whose words it contains."""

from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.arrays import DocIds, Mask
from search_app.search.suggesting.questions import ask, ask_whole
from search_app.search.suggesting.typed import TypedText


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("my boss", ["my boss took my tips", "my boss took my paycheck for a debt"]),  # short ones first
        ("My boss took my ti", ["my boss took my tips"]),
        ("boss pay", ["my boss took my paycheck for a debt"]),
        ("tip manager", ["manager keeps part of the tip jar"]),  # in any order
        ("compani", ["can companies take my pay"]),
        ("companie", ["can companies take my pay"]),  # longer than the stem
        ("companies ", ["can companies take my pay"]),
        ("insurance pay", ["why do i pay before insurance does"]),
        ("what is a deductib", ["is a deductible a premium"]),
        ("insurance says yes", []),
        ("ti", []),  # too short, alone
        ("the", []),
        ("?", []),
        ("", []),
    ],
)
def test_questions_are_found_by_beginning_and_by_words(words: Vocabulary, text: str, questions: list[str]) -> None:
    assert [name.text for name in ask(TypedText(text, words), words, 8)] == questions


def test_questions_with_the_typed_words_in_a_row_come_first(words: Vocabulary) -> None:
    found = ask(TypedText("took my p", words), words, 8)
    assert [name.text for name in found] == ["my boss took my paycheck for a debt"]
    found = ask(TypedText("a premium", words), words, 8)
    assert [name.text for name in found] == ["is a deductible a premium"]  # one row an entry


def test_a_question_typed_to_its_end(words: Vocabulary) -> None:
    assert [name.ordinal for name in ask_whole(TypedText("My boss took my tips?", words), words)] == [0]
    assert ask_whole(TypedText("my boss took my", words), words) == []


def test_questions_are_filtered_by_entry(words: Vocabulary) -> None:
    def accept(ordinals: DocIds) -> Mask:
        return ordinals == 1

    assert [name.ordinal for name in ask(TypedText("my boss took", words), words, 8, accept)] == [1]
    assert [name.ordinal for name in ask(TypedText("boss", words), words, 8, accept)] == [1]
    assert ask_whole(TypedText("my boss took my tips", words), words, accept) == []


def test_a_limit_holds(words: Vocabulary) -> None:
    assert len(ask(TypedText("my boss", words), words, 1)) == 1
