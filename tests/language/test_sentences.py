from __future__ import annotations

import pytest

from search_app.language.sentences import sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One fee. It is due.", ["One fee.", "It is due."]),
        ("The U.S. Mint pays $3.50. 401(k) plans vary!", ["The U.S. Mint pays $3.50.", "401(k) plans vary!"]),
        ('He said "no." Then he left', ['He said "no."', "Then he left"]),
        ("Dr. Who asked? “Nobody.”", ["Dr. Who asked?", "“Nobody.”"]),
        (" \n", []),
    ],
)
def test_text_is_cut_into_its_sentences(text: str, found: list[str]) -> None:
    assert list(sentences(text)) == found
