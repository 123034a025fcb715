"""Folding of case and accents, and normal forms of words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.folding import fold, normalizer


@pytest.mark.parametrize(
    ("text", "folded"), [("Café", "cafe"), ("CAFE", "cafe"), ("Straße", "strasse"), ("ﬁne", "fine")]
)
def test_case_accents_and_ligatures_are_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_normal_form_has_no_clitic_and_no_apostrophe() -> None:
    french = normalizer(re.compile("^(?:l|d|qu)['’]", re.IGNORECASE))
    assert [french(word) for word in ("L’Église", "d'accord", "aujourd'hui")] == ["eglise", "accord", "aujourdhui"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("Þingvellir", "thingvellir"),
        ("œuvre", "oeuvre"),
        ("Æther", "aether"),
        ("đồng", "dong"),
        ("Ħal ı ð", "hal i d"),
        ("de\u00adduct\u200bible", "deductible"),
        ("が", "が"),
        ("한국", "한국"),
    ],
)
def test_letters_are_folded_as_they_are_typed_plainly(text: str, folded: str) -> None:
    assert fold(text) == folded
