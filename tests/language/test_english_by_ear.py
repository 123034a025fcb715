"""English names as Spanish speakers write them by ear."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import OSA

from search_app.language.english_by_ear import english_by_ear, spelled_by_ear


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("obertaim", "overtime"),
        ("fishin", "phishing"),
        ("peichek", "paycheck"),
        ("peishec", "paycheck"),
        ("escam", "scam"),
        ("jarasmen", "harassment"),
        ("guorkers", "workers"),
        ("ueich", "wage"),
        ("bakgraun", "background"),
        ("inshurans", "insurance"),
        ("cleim", "claim"),
        ("provaider", "provider"),
        ("acshon", "action"),
        ("taimsher", "timeshare"),
        ("jol", "hall"),
        ("yonk", "junk"),
        ("jospis", "hospice"),
        ("sobpraim", "subprime"),
    ],
)
def test_a_word_written_by_ear_has_nearly_the_key_of_the_word(written: str, meant: str) -> None:
    one, other = spelled_by_ear(written), english_by_ear(meant)
    assert OSA.distance(one, other) <= len(other) // 4


@pytest.mark.parametrize(("one", "other"), [("fee", "fine"), ("loan", "lien"), ("rate", "right")])
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert english_by_ear(one) != english_by_ear(other)


@pytest.mark.parametrize("word", ["401k", "w2", "año", "год"])
def test_numbers_codes_and_words_of_other_letters_have_no_key(word: str) -> None:
    assert english_by_ear(word) == ""
