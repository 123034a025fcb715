from __future__ import annotations

import pytest

from search_app.search.results.model import Hit, Matched
from search_app.search.results.reasons import reason


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("alias", "copay", "Also called “copay”"),
        ("asked_as", "my boss {took} my tips", "People ask: “my boss {took} my tips”"),
        ("vocabulary", "FLSA: the federal wage-and-hour law", "FLSA: the federal wage-and-hour law"),
        ("synonym", "“conned” → “fraud”", "“conned” → “fraud”"),
        ("misuse", "A long passage.", "Found under Misuse"),
        ("name", "Copayment", ""),
        ("definition", "A long passage.", ""),
        ("", "", ""),
    ],
)
def test_a_reason_tells_what_the_row_does_not_show(field: str, text: str, expected: str) -> None:
    hit = Hit("fee", "Fee", "Fee", (), "", Matched(field, text), "", 5, 1.0)
    assert reason(hit) == expected
