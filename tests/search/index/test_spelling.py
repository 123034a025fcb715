"""Spelling correction compares few words, and finds all that a comparison with every word would find."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search_app.language.english import ENGLISH
from search_app.search.index.lexicon import Frequencies
from search_app.search.index.spelling import Speller, forgiven, forgiven_by_sound, write_spelling
from search_app.search.storage.strings import HashDictionary, write_hashed_strings

_WORDS = """
able bale ale cable tables stable unstable deductible deductibles reducible seductive copayment payment repayment
prepayment insurance assurance insured ensure tenure coverage average beverage leverage claim claims reclaim exclaim
acclaim aim maim premium premiums lien alien liens escrow crow scrow éclair clair notice entice advice device
"""
WORDS = _WORDS.split()
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
    write_spelling(folder, words, Frequencies(counts, counts // 3), ENGLISH)
    write_hashed_strings(folder, "entry.stems", sorted({stem(word) for word in words}))
    return Speller(folder, ENGLISH, HashDictionary(folder, "entry.stems"))


def possible(typed: str, errors: int) -> set[str]:
    """Return the corrections that the rules allow, by comparing with every word."""
    if not forgiven(typed):
        return set()
    most = min(errors, forgiven(typed + "x"))
    stems = {stem(word) for word in WORDS}
    found = set()
    for word in WORDS:
        distance = OSA.distance(typed, word)
        if word != typed and ENGLISH.sound(word) in {ENGLISH.sound(typed), *ENGLISH.other_sounds(typed)} - {""}:
            fits = distance <= min(forgiven_by_sound(typed, word), 2 * errors)
        else:
            swapped = word[:2] == typed[1::-1] and abs(len(word) - len(typed)) < most  # which is one of the errors
            other_beginning = word[0] != typed[0] and not swapped
            fits = distance <= forgiven(word) and distance + other_beginning <= most
            fits = fits and stem(typed) in ({stem(word)} if stem(typed) in stems else {stem(typed)})
        if fits and word != typed:
            found.add(word)
    return found


@given(word=a_word, edits=st.lists(an_edit, max_size=2), errors=st.sampled_from([1, 2]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=400)
def test_no_possible_correction_is_missed(
    speller: Speller, word: str, edits: list[tuple[int, str, str]], errors: int
) -> None:
    typed = mistyped(word, edits) or "x"
    assert {each.text for each in speller.candidates(typed, limit=99, errors=errors)} == possible(typed, errors)


@pytest.mark.parametrize(("typed", "meant"), [("klaymz", "claims"), ("premmeeum", "premium"), ("noetiss", "notice")])
def test_words_that_sound_alike_may_have_more_errors(speller: Speller, typed: str, meant: str) -> None:
    assert OSA.distance(typed, meant) > 2
    assert speller.corrections(typed)[0] == meant


def test_a_word_sounds_alike_if_a_wrong_vowel_made_a_letter_soft(speller: Speller) -> None:
    assert speller.corrections("cebel")[0] == "cable"


def test_a_short_word_that_sounds_alike_has_few_errors(speller: Speller) -> None:
    assert ENGLISH.sound("kroe") == ENGLISH.sound("crow")
    assert "crow" not in speller.corrections("kroe")


def test_a_word_that_sounds_alike_is_likelier_than_one_with_another_letter(speller: Speller) -> None:
    assert speller.corrections("notise")[0] == "notice"


@pytest.mark.parametrize(("typed", "meant"), [("qeductible", "deductible"), ("eductible", "deductible"),
                                              ("xinsurance", "insurance"), ("edductible", "deductible")])  # fmt: skip
def test_a_wrong_first_letter_is_corrected(speller: Speller, typed: str, meant: str) -> None:
    assert speller.corrections(typed)[0] == meant


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(a_word, st.lists(an_edit, max_size=2), st.integers(1, 2))
def test_words_that_sound_alike_are_those_among_all_candidates(
    speller: Speller, word: str, edits: list[tuple[int, str, str]], errors: int
) -> None:
    typed = mistyped(word, edits)
    found = [each for each in speller.candidates(typed, 24, errors) if each.sounds_alike]
    assert speller.alike(typed, 24, errors) == found
