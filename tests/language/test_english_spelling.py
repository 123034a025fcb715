"""British words in American spelling."""

from __future__ import annotations

import pytest

from search_app.language.english import ENGLISH
from search_app.language.english_spelling import american


@pytest.mark.parametrize(
    ("british", "us"),
    [
        ("authorisation", "authorization"), ("organised", "organized"), ("analysing", "analyzing"), ("labour", "labor"),
        ("neighbourhood", "neighborhood"), ("behavioural", "behavioral"), ("cheque", "check"), ("centre", "center"),
        ("licence", "license"), ("instalments", "installments"), ("cancelled", "canceled"), ("enrolment", "enrollment"),
        ("adviser", "advisor"),
    ],
)  # fmt: skip
def test_british_and_american_spelling_share_a_stem(british: str, us: str) -> None:
    assert ENGLISH.stem(british) == ENGLISH.stem(us)


@pytest.mark.parametrize(
    "word",
    ["hour", "four", "your", "tour", "advertise", "promised", "surprising", "supervised", "raise", "rising", "analysis",
     "journal", "course", "precise", "wise", "noise", "exercises", "disease", "premises"],
)  # fmt: skip
def test_words_that_are_american_stay(word: str) -> None:
    assert american(word) == word
