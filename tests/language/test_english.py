"""What the tables of English decide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.english import ENGLISH


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("policies", "policy"),
        ("ties", "tie"),
        ("branches", "branch"),
        ("taxes", "tax"),
        ("axes", "axe"),
        ("losses", "loss"),
        ("fees", "fee"),
        ("workers'", "worker"),
        ("worker’s", "worker"),
        *((word, word) for word in ("loss", "bonus", "basis", "gas", "is", "s")),
    ],
)
def test_singular(word: str, singular: str) -> None:
    assert ENGLISH.plurals.singular(word) == singular


@given(st.from_regex(r"[a-z]{1,8}(s|es|ies|ches|xes|y|ss|us|'s)?", fullmatch=True))
def test_a_word_begins_with_the_invariant_letters_of_its_singular(word: str) -> None:
    assert word.startswith(ENGLISH.plurals.invariant(ENGLISH.plurals.singular(word)))


def test_a_plural_adds_s_or_es() -> None:
    assert ENGLISH.plurals.suffixes == {"s", "es"}


@pytest.mark.parametrize(
    ("written", "form"), [("Worker's", "worker"), ("WORKER’S", "worker"), ("workers'", "workers"), ("don’t", "dont")]
)
def test_normal_form(written: str, form: str) -> None:
    assert ENGLISH.normal_form(written) == form


def test_inflections_and_spellings_of_a_word_share_a_stem() -> None:
    assert len({ENGLISH.stem(word) for word in ("authorise", "authorized", "authorizing")}) == 1


@pytest.mark.parametrize("word", ["k", "is", "401", "w2"])
def test_numbers_and_short_words_are_their_own_stems(word: str) -> None:
    assert ENGLISH.stem(word) == word


def test_tables_have_normal_forms_because_they_are_compared_with_them() -> None:
    for table in (ENGLISH.stop_words, ENGLISH.question_words, ENGLISH.question_endings):
        assert {ENGLISH.normal_form(word) for word in table} == table


@pytest.mark.parametrize(
    "sentence",
    [
        "In Roe v. Wade the Court decided.",
        "See Smith et al. Harvard studies agree.",
        "On Oct. 5 it was due.",
        "It is 42 Stat. 108 of 1922.",
        "She went to Mt. Sinai.",
        "Use a form, e.g. W-2.",
        "The U.S. Mint pays.",
        "J. P. Morgan and John F. Kennedy met.",
        "U.S. No. 5 is taken.",
        "It costs 3.50 a day.",
        "Acme Inc. Holdings pays.",
        "Dr. Who asked.",
        "He lives in Washington, D.C. 20 years now.",
        'He said "no." and left.',
        "J. A. Smith and I. Newton met.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert list(ENGLISH.sentences(sentence)) == [sentence]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("One fee.", "It is due."),
        ("You have a 401(k).", "It may be yours."),
        ('He said "no."', "Then he left."),
        ("(It is so.)", "You may appeal."),
        ("Is it due?", "“Nobody knows.”"),
        ("It costs $3.50.", "401(k) plans vary!"),
        ("A fee is due.", "$20 is too much."),
        ("It starts at 2 a.m.", "A lender must say so."),
        ("It ends at 9 p.m.", "No calls after it."),
        ("He lives in the U.S.", "The law protects him."),
        ("You have Medicare Part B.", "You owe 20 percent."),
        ("She works for Acme Inc.", "They pay late."),
        ("Is it legal?", "No."),
        ("Wait …!", "Élan is French."),
    ],
)
def test_a_sentence_ends(first: str, second: str) -> None:
    assert list(ENGLISH.sentences(f"{first} {second}")) == [first, second]


@given(st.lists(st.sampled_from(sorted(ENGLISH.stop_words)), min_size=1, max_size=5))
def test_stop_words_may_begin_a_sentence_after_initials(words: list[str]) -> None:
    second = " ".join(words).capitalize()
    assert list(ENGLISH.sentences(f"In the U.S. {second}"))[1:] == [second]


@pytest.mark.parametrize(
    "sentence",
    [
        "The rule of Mt. Vernon and Ft. Worth on parking.",
        "Lt. Col. Smith and Sgt. Jones met.",
        "In re Smith, 12 F. Supp. 2d 34 (D. Mass. 1999), a court held so.",
        "In re Doe, 9 F.3d 34 (9th Cir. 1999), a court held so.",
        "See vol. 2, no. 5 and fig. 4.",
        "On Tues. Smith pays 120 lbs. Sterling.",
        "He waited ... Nothing came.",
    ],
)
def test_abbreviations_of_many_kinds_end_no_sentence(sentence: str) -> None:
    assert list(ENGLISH.sentences(f"{sentence} It is so.")) == [sentence, "It is so."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He came in.", "Smith left."),
        ("This is St. John's.", "More follows."),
        ("It was decided by the NLRB.", "Workers may appeal."),
        ("医療費を払う。", "会社員は加入する。"),
    ],
)
def test_other_words_end_a_sentence(first: str, second: str) -> None:
    assert "".join(ENGLISH.sentences(f"{first} {second}")) == first + second
    assert len(list(ENGLISH.sentences(f"{first} {second}"))) == 2
