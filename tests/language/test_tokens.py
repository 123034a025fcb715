"""Words of a text, their positions and their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.english import ENGLISH


def surfaces(text: str) -> list[str]:
    return [word.surface for word in ENGLISH.words(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Co-pays", ["co", "copays", "pays"]),
        ("401(k)", ["401", "401k", "k"]),
        ("Café", ["cafe"]),
        ("the worker's pay", ["the", "worker", "pay"]),
        ("workers' pay", ["workers", "pay"]),
        ("don’t", ["dont"]),
        ("a/b", ["a", "ab", "b"]),
        ("", []),
        ("--- ***", []),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


def test_the_joined_form_stands_where_its_first_part_does() -> None:
    assert [word.position for word in ENGLISH.words("a co-pay due")] == [0, 1, 1, 2, 3]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in ENGLISH.words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.surface or not text[word.start : word.end].isascii()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("C++", ["c++", "c"]),
        ("C#, F#.", ["c#", "c", "f#", "f"]),
        (".NET", [".net", "net"]),
        ("Plan B+", ["plan", "b+", "b"]),
        ("R&D", ["r", "rd", "d"]),
        ("c + d #1", ["c", "d", "1"]),
    ],
)
def test_a_sign_belongs_to_its_word(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("健康保険", ["健康", "康保", "保険"]),
        ("法", ["法"]),
        ("第7章 法律", ["第", "7", "章", "法律"]),
        ("개인정보", ["개인", "인정", "정보"]),
        ("สิทธิ", ["สิท", "ทธิ"]),
    ],
)
def test_scripts_without_spaces_give_bigrams(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


def test_marks_do_not_divide_a_word() -> None:
    assert surfaces("re\u0301sume\u0301") == ["resume"]
    assert len(surfaces("हिन्दी")) == 1
