"""Spelling help looks at few words; what it finds is what looking at all of them would."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Frequencies
from search_app.search.index.spelling import Speller, forgiven, write_spelling
from search_app.search.index.trigrams import LEAST_SHARED, TrigramIndex, trigrams, write_trigrams
from search_app.search.storage.strings import StringArray, write_strings

_WORDS = """
able bale ale cable tables stable unstable deductible deductibles reducible seductive copayment payment repayment
prepayment insurance assurance insured ensure tenure coverage average beverage leverage claim claims reclaim exclaim
acclaim aim maim premium premiums lien alien liens escrow crow scrow éclair clair notice entice advice device
"""
WORDS = _WORDS.split()
NAMES = ["a", "tip", "tips", "tip pool", "tip pooling", "pool", "trip", "wage theft", "wage", "page theft", "x" * 90]
stem = ENGLISH.stem

a_word = st.one_of(st.sampled_from(WORDS), st.text("abcdeilmnoprstuvé", min_size=1, max_size=12))
an_edit = st.tuples(st.integers(0, 11), st.sampled_from(["cut", "swap", "put", "change"]), st.sampled_from("aceilrstx"))


def mistyped(word: str, edits: list[tuple[int, str, str]]) -> str:
    for at, how, letter in edits:
        head, tail = word[: at % (len(word) + 1)], word[at % (len(word) + 1) :]
        word = {
            "cut": head + tail[1:],
            "swap": head + tail[1:2] + tail[:1] + tail[2:],
            "put": head + letter + tail,
            "change": head + letter + tail[1:],
        }[how]
    return word


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    folder = tmp_path_factory.mktemp("spelling")
    words = sorted(WORDS)
    counts = np.arange(len(words))
    write_spelling(folder, words, [stem(word) for word in words], Frequencies(counts, counts // 3))
    return Speller(folder)


def possible(typed: str, errors: int) -> set[str]:
    """Return what the rules allow, by comparing with every word."""
    most = min(errors, forgiven(typed) and forgiven(typed + "x"))
    stems = {stem(word) for word in WORDS}
    found = set()
    for word in WORDS:
        distance = OSA.distance(typed, word)
        swapped = word[:2] == typed[1::-1] and abs(len(word) - len(typed)) < most  # which is one of the errors
        other_beginning = word[0] != typed[0] and not swapped
        fits = distance <= forgiven(word) and distance + other_beginning <= most
        if fits and word != typed and stem(typed) in ({stem(word)} if stem(typed) in stems else {stem(typed)}):
            found.add(word)
    return found


@given(word=a_word, edits=st.lists(an_edit, max_size=2), errors=st.sampled_from([1, 2]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
def test_no_word_that_may_be_meant_is_passed_over(
    speller: Speller, word: str, edits: list[tuple[int, str, str]], errors: int
) -> None:
    typed = mistyped(word, edits) or "x"
    assert set(speller.corrections(typed, limit=99, errors=errors)) == possible(typed, errors)


@pytest.mark.parametrize(("typed", "meant"), [("qeductible", "deductible"), ("eductible", "deductible"),
                                              ("xinsurance", "insurance"), ("edductible", "deductible")])  # fmt: skip
def test_a_wrong_first_letter_is_mended(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrections(typed)[0] == meant


@given(text=st.one_of(st.sampled_from(NAMES), st.text("tipwagepol ", max_size=14)), least=st.sampled_from([0.45, 0.72]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_name_that_looks_alike_is_passed_over(
    tmp_path_factory: pytest.TempPathFactory, text: str, least: float
) -> None:
    folder = tmp_path_factory.mktemp("similar")
    write_strings(folder, "names.spaced", NAMES)
    write_trigrams(folder, NAMES)
    key = " ".join(text.split())
    wanted = {
        number
        for number, name in enumerate(NAMES)
        if len(trigrams(key) & trigrams(name[:80])) >= max(1, int(len(trigrams(key)) * LEAST_SHARED))
        and OSA.normalized_similarity(key[:80], name) >= least
    }
    found = TrigramIndex(folder, StringArray(folder, "names.spaced")).nearest(text, least, limit=99)
    assert {number for number, _ in found} == wanted
    assert [likeness for _, likeness in found] == sorted((likeness for _, likeness in found), reverse=True)
