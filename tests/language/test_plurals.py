"""Plurals from a table of rules, with tables other than English."""

from __future__ import annotations

from search_app.language.plurals import PluralRule, Plurals

FRENCH = Plurals((PluralRule("eaux", "eau", 5), PluralRule("aux", "al", 5), PluralRule("s", "", 4)))


def test_the_first_rule_that_fits_decides() -> None:
    assert [FRENCH.singular(word) for word in ("bateaux", "journaux", "chats")] == ["bateau", "journal", "chat"]


def test_short_words_stay() -> None:
    assert [FRENCH.singular(word) for word in ("eaux", "os")] == ["eaux", "os"]


def test_possessives_are_dropped_before_plurals() -> None:
    plurals = Plurals((PluralRule("s", "", 3),), possessives=("'s", "'"))
    assert [plurals.singular(word) for word in ("worker's", "workers'", "worker")] == ["worker"] * 3


def test_suffixes_are_the_endings_that_a_plural_adds() -> None:
    assert FRENCH.suffixes == {"x", "s"}


def test_both_numbers_of_a_noun_begin_with_its_invariant_letters() -> None:
    assert FRENCH.invariant("journal") == "journ"
    assert FRENCH.invariant("bateau") == "bateau"
