"""Phone numbers and agencies in running text."""

from __future__ import annotations

import pytest

from search_app.glossary.model import Agency
from tests.glossary.review.editing import messages, term

AGENCIES = (
    Agency("oca", "Office of Coin Affairs (Mint)", "Helps.", phone="1-800-555-0199"),
    Agency("state-labor", "Your state's labor office", "Helps.", states="labor"),
    Agency("flowers", "Flowers", "Helps.", phone="1-800-356-9377"),
    Agency("211", "211", "Helps.", phone="211"),
)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Call the OCA.", "oca"),
        ("Complain to the Office of Coin Affairs.", "oca"),
        ("Report the loss to the OCA.", "oca"),
        ("File a complaint with your state's labor office.", "state-labor"),
        ("Turn to your state labor office.", "state-labor"),
        ("Call 211 first.", "211"),
        ("Ring 800-555-0199.", "oca"),
        ("Ring 1-800-FLOWERS.", "flowers"),
    ],
)
def test_help_lists_whom_readers_are_sent_to(text: str, agency: str) -> None:
    found = messages("contact", [term("coin", text)], agencies=AGENCIES)
    assert len(found) == 1
    assert found[0].startswith("terms/money/coin.md:8: warning: the text ")
    assert found[0].endswith(f"'help' does not list '{agency}'; add it there.")
    assert messages("contact", [term("coin", text, help=(agency,))], agencies=AGENCIES) == []


@pytest.mark.parametrize(
    "text", ["The OCA made a rule.", "Call 2110.", "Call the OCAX.", "A report costs $5. OCA acts."]
)
def test_an_agency_that_is_only_mentioned_needs_no_help(text: str) -> None:
    assert messages("contact", [term("coin", text)], agencies=AGENCIES) == []


def test_a_phone_number_of_no_agency_is_reported() -> None:
    found = messages("contact", [term("coin", "Ring (202) 555-0142 now.", help=("oca",))], agencies=AGENCIES)
    assert found == [
        "terms/money/coin.md:8: warning: the phone number (202) 555-0142 is of no agency in agencies.toml; "
        "add it there and to 'help', or remove it here."
    ]
