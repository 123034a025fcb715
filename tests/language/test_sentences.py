"""Sentences of plain text: the mechanism, whatever the language."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.english import ENGLISH
from search_app.language.sentences import SentenceEnds, split_at

a_text = st.lists(
    st.sampled_from(["Mr.", "U.S.", "v.", "A.", "fee.", "It", "it", "5", '"No."', "(k).", "?", " ", "\n", "…"])
)

NO_TABLES = SentenceEnds((), (), ())


@given(st.one_of(st.text(), a_text.map(" ".join)))
def test_sentences_joined_are_the_text_but_for_space(text: str) -> None:
    assert "".join("".join(ENGLISH.sentences(text)).split()) == "".join(text.split())
    assert all(ENGLISH.sentences(text))


@given(a_text.map(" ".join))
def test_ends_rise_to_the_end_of_the_text(text: str) -> None:
    ends = list(ENGLISH.sentence_ends(text))
    assert all(one < other for one, other in pairwise(ends))
    assert ends[-1:] == ([len(text)] if text.strip() else [])


@given(a_text.map(" ".join), st.integers(0, 60), st.integers(0, 60))
def test_the_last_end_is_one_of_the_whole_text(text: str, start: int, stop: int) -> None:
    stop = min(stop, len(text) - 1)
    before = [end for end in ENGLISH.sentence_ends(text) if end <= stop]
    assert ENGLISH.sentence_ends.last(text, 0, stop) == max(before, default=0)
    assert ENGLISH.sentence_ends.last(text, start, stop) in (0, *ENGLISH.sentence_ends(text))


def test_space_has_no_sentence() -> None:
    assert list(split_at(" \n", ENGLISH.sentence_ends(" \n"))) == []


def test_an_end_lies_behind_quotes_brackets_and_space() -> None:
    assert list(NO_TABLES("(Pay.)  «¿Yes?»  No.")) == [8, 17, 20]


@pytest.mark.parametrize("unit", ["Mr. ", "U.S. ", "St. A. ", ". ", ".", ". (", '." ', "? ", "a.", "A. B "])
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    started = time.perf_counter()
    list(ENGLISH.sentences(unit * 20_000))
    assert time.perf_counter() - started < 2
