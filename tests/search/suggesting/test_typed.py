"""What the text typed so far says about its words."""

from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.suggesting.typed import TypedText


@pytest.mark.parametrize(
    ("text", "content", "unfinished"),
    [
        ("what is a deduc", ["deduc"], "deduc"),
        ("what is a deduc ", ["deduc"], ""),
        ("my boss took my", ["boss", "took"], ""),  # a stop word
        ("is my", [], ""),
        ("", [], ""),
    ],
)
def test_content_words_and_the_unfinished_one(
    words: Vocabulary, text: str, content: list[str], unfinished: str
) -> None:
    typed = TypedText(text, words)
    assert [word.surface for word in typed.content] == content
    assert typed.unfinished == unfinished


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("premium hosp", True),  # begins a word
        ("premium hosp ", False),
        ("premuim hosp", False),
        ("hospitl", False),
        ("what is a", True),
    ],
)
def test_a_text_is_known_if_the_glossary_has_its_words(words: Vocabulary, text: str, is_known: bool) -> None:
    assert TypedText(text, words).is_known is is_known


def test_the_text_from_its_first_content_word(words: Vocabulary) -> None:
    assert TypedText("What is a  High-Ded", words).from_content == "High-Ded"
    assert TypedText("define prem", words).from_content == "prem"
    assert TypedText("what is", words).from_content == ""


def test_stop_words_are_not_marked_unless_they_are_last(words: Vocabulary) -> None:
    assert TypedText("what is a premium", words).beginnings == ["premium"]
    assert TypedText("premium to", words).beginnings == ["premium", "to"]
    assert TypedText("", words).beginnings == []
