"""Mentions of terms in text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.glossary.model import Term
from search_app.glossary.rendering.term_linker import Mention, Vocabulary, linked_names, word_keys
from search_app.language.english import ENGLISH


def term(slug: str, *names: str, not_linked: tuple[str, ...] = ()) -> Term:
    name, *aliases = names
    return Term(slug, name, ("money",), "Text.", aliases=tuple(aliases), not_linked=not_linked)


VOCABULARY = Vocabulary(
    [
        term("copayment", "Copayment", "co-pay", "K"),
        term("401k-plan", "401(k) Plan", "401k", "401(k)"),
        term("workers-compensation", "Workers' Compensation"),
        term("compensation", "Compensation"),
        term("prior-authorization", "Prior Authorization", "PA"),
        term("retirement-account", "Retirement Account", "IRA"),
    ],
    ENGLISH,
)


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.slug, text[mention.start : mention.end]) for mention in VOCABULARY.mentions(text)]


def test_a_mention_has_the_offsets_of_the_name() -> None:
    assert list(VOCABULARY.mentions("Two co-pays.")) == [Mention(4, 11, "copayment")]


def test_the_longest_name_wins() -> None:
    assert found("Workers’ compensation, compensation") == [
        ("workers-compensation", "Workers’ compensation"), ("compensation", "compensation"),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["co-pay", "co pay", "Co‐Pays", "CO-PAY’S"])
def test_forms_of_a_name(text: str) -> None:
    assert found(text) == [("copayment", text)]


@pytest.mark.parametrize("text", ["pa", "K", "copaymentish", "Prior. Authorization", "prior - - authorization"])
def test_other_text_is_no_mention(text: str) -> None:
    assert found(text) == []


def test_capitals_may_have_a_plural_s() -> None:
    assert found("IRAs, iras") == [("retirement-account", "IRAs")]


def test_a_vocabulary_for_texts_finds_what_the_whole_one_finds_in_them() -> None:
    terms = [term("fee", "Fee"), term("late-fee", "Late Fee"), term("loan", "Loan")]
    texts = ["Late fees and a fee."]
    assert list(Vocabulary(terms, ENGLISH, texts).mentions(texts[0])) == list(
        Vocabulary(terms, ENGLISH).mentions(texts[0])
    )


def test_linked_names_leave_out_those_not_to_be_linked_in_any_spelling() -> None:
    assert list(linked_names(term("union", "Labor Union", "union", "Trade Union", not_linked=("UNION",)))) == [
        "Labor Union", "Trade Union",
    ]  # fmt: skip


def test_forms_of_a_word_share_a_key() -> None:
    assert {word_keys(ENGLISH)(word) for word in ("Policy", "policies", "policy’s")} == {"policy"}


@pytest.mark.parametrize(
    ("text", "mention"),
    [("a 401(k).", "401(k)"), ("(401(k))", "401(k)"), ("my 401(k) plan", "401(k) plan"), ("(a 401k)", "401k")],
)
def test_a_bracket_in_a_name_is_closed(text: str, mention: str) -> None:
    assert found(text) == [("401k-plan", mention)]


def test_addresses_and_longer_words_are_no_mentions() -> None:
    assert found("www.compensation.com, non-compensation, compensation.pdf: compensation") == [
        ("compensation", "compensation")
    ]
    assert found("co-pay and non-co-pay") == [("copayment", "co-pay")]


def test_a_name_inside_one_that_is_no_prose_is_found() -> None:
    assert found("non-workers' compensation") == [("compensation", "compensation")]


@given(st.text("Aapco-y s'kK14(", max_size=40))
def test_mentions_rise_without_overlaps(text: str) -> None:
    mentions = list(VOCABULARY.mentions(text))
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
