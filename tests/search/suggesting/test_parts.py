"""Names in a part of what was typed."""

from __future__ import annotations

import pytest

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.storage.arrays import DocIds, Mask
from search_app.search.suggesting.parts import SAID, begun_names, said_names, subject_names
from search_app.search.suggesting.typed import TypedText
from tests.search.glossaries import open_reader, publish


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my premium went up", ["Premium"]),
        ("how does a claim denial work", ["Claim Denial"]),
        ("two premiums and a denied claim", ["denied claim", "Premium"]),  # long names first
        ("is tip pooling like tip sharing", ["tip sharing"]),  # one row an entry
        ("my boss took it", []),
    ],
)
def test_names_said_inside_the_text(words: Vocabulary, text: str, names: list[str]) -> None:
    assert [name.text for name in said_names(TypedText(text, words), words)] == names


def test_rare_words_come_first_and_names_of_many_entries_say_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = [{"name": name, "definition": "A common word."} for name in ("Common", "Rare", "Odd", "Thing", "Other")]
    rows += [{"name": "Many", "definition": "B."} for _ in range(21)]
    vocabulary = open_reader(publish(tmp_path_factory.mktemp("said"), rows)).vocabulary
    found = said_names(TypedText("a common and rare thing with many odd other ways", vocabulary), vocabulary)
    assert len(found) == SAID
    assert not {"Common", "Many"} & {name.text for name in found}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("they sent a claim den", ["Claim Denial"]),
        ("my high deductible he", ["High-Deductible Health Plan"]),  # the longest end
        ("copay prem", []),  # an end of one word ignores the others
        ("a to", []),
    ],
)
def test_names_begun_by_the_end_of_the_text(words: Vocabulary, text: str, names: list[str]) -> None:
    assert [name.text for name in begun_names(TypedText(text, words), words, 8)] == names


@pytest.mark.parametrize(
    ("text", "likely", "others"),
    [
        ("what is a premi", ["Premium"], []),
        ("what is a deductible", ["Deductible", "High-Deductible Health Plan"], []),
        ("my tip", ["Tip Pooling"], []),
        ("a claim deni", ["Claim Denial"], []),
        ("my pool", [], ["Tip Pooling"]),  # a word of a text
        ("premi", [], []),  # no part
        ("what is", [], []),
    ],
)
def test_names_that_complete_the_subject(words: Vocabulary, text: str, likely: list[str], others: list[str]) -> None:
    found = subject_names(TypedText(text, words), words, 8)
    assert [[name.text for name in names] for names in found] == [likely, others]


def test_only_accepted_entries_are_named(words: Vocabulary) -> None:
    def accept(ordinals: DocIds) -> Mask:
        return ordinals == 0

    assert said_names(TypedText("my premium went up", words), words, accept) == []
    assert said_names(TypedText("how does a claim denial work", words), words, accept) == []
    assert begun_names(TypedText("they sent a claim den", words), words, 8, accept) == []
