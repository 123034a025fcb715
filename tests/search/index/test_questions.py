"""Questions, found by their beginning and by their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from search_app.language.english import ENGLISH
from search_app.search.index.names import NameKind
from search_app.search.index.phrasings import Phrasing, write_phrasings
from search_app.search.index.questions import QuestionIndex, write_questions
from search_app.search.storage.arrays import DocIds, Mask

ASKED = (
    (0, "who keeps the tips at my job"),
    (0, "my boss took my tips"),
    (1, "my boss took my car"),
    (2, "can a boss keep companies from hiring me"),
)


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> QuestionIndex:
    folder = tmp_path_factory.mktemp("questions")
    phrasings = [Phrasing.of(ordinal, NameKind.ASKED, text, ENGLISH) for ordinal, text in ASKED]
    phrasings.insert(2, Phrasing.of(0, NameKind.FULL_FORM, "my boss took it", ENGLISH))
    write_phrasings(folder, phrasings)
    write_questions(folder, phrasings, ENGLISH)
    return QuestionIndex(folder)


def texts(questions: QuestionIndex, found: DocIds) -> list[str]:
    return [name.text for name in questions.names(found)]


def test_a_beginning_finds_questions_only_shortest_first(questions: QuestionIndex) -> None:
    assert len(questions) == len(ASKED)
    assert texts(questions, questions.beginning("my boss took")) == ["my boss took my car", "my boss took my tips"]
    assert texts(questions, questions.beginning("boss")) == []


def test_words_find_questions_wherever_they_are(questions: QuestionIndex) -> None:
    assert texts(questions, questions.containing(["tip", "boss"])) == ["my boss took my tips"]
    assert texts(questions, questions.containing(["boss", "unheard"])) == []


def test_the_last_word_may_be_begun(questions: QuestionIndex) -> None:
    assert texts(questions, questions.containing_begun(["boss"], "ti", ())) == ["my boss took my tips"]
    assert texts(questions, questions.containing_begun([], "tip", ())) == [
        "my boss took my tips", "who keeps the tips at my job",
    ]  # fmt: skip
    assert texts(questions, questions.containing_begun(["boss"], "companie", ())) == []
    assert texts(questions, questions.containing_begun(["boss"], "companie", ("compani",))) == [ASKED[3][1]]


def test_questions_are_filtered_by_their_entries(questions: QuestionIndex) -> None:
    def accept(ordinals: DocIds) -> Mask:
        return ordinals == 1

    found = questions.accepted(questions.containing(["boss"]), accept)
    assert [(name.ordinal, name.text) for name in questions.names(found)] == [(1, "my boss took my car")]


def test_an_entry_is_as_similar_as_its_questions_are(questions: QuestionIndex) -> None:
    tips, car, hiring = questions.similarities(["boss", "tip"], [0, 1, 2])
    assert tips > car > 0  # one question has both words, another one of them
    assert tips > hiring > 0
    assert questions.similarities(["boss", "took", "car"], [1]) == pytest.approx([1])  # all words and no others
    assert questions.similarities(["boss", "took", "car", "unheard"], [1]) < 1
    assert questions.similarities(["unheard"], [2, 0]).tolist() == [0, 0]


def test_a_glossary_without_questions_answers_none(tmp_path: Path) -> None:
    write_phrasings(tmp_path, [])
    write_questions(tmp_path, [], ENGLISH)
    questions = QuestionIndex(tmp_path)
    assert len(questions) == len(questions.beginning("a")) == len(questions.containing_begun([], "a", ())) == 0
    assert questions.similarities(["a"], [0]).tolist() == [0]
