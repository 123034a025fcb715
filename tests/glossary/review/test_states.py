"""Sets of states without a name."""

from __future__ import annotations

import pytest

from tests.glossary.review.editing import messages, term


@pytest.mark.parametrize(
    "text",
    [
        "Some states ban it.",
        "In most states it is legal. It costs $5.",
        "About half the states cap it.",
        "Many other states follow. A rule helps. Ohio does not.",
        "Roughly twenty states act.",
    ],
)
def test_a_set_of_states_without_a_name_is_reported(text: str) -> None:
    found = messages("states", [term(f"t{number}", text) for number in range(6)], strict=True)
    assert len(found) == 1
    assert found[0].startswith(
        "terms/glossary.toml:1: warning: 6 of 6 terms mention states without naming one, the limit"
    )
    assert "terms/money/t5.md:8 '" in found[0]


@pytest.mark.parametrize(
    "text",
    ["Some states, such as Ohio, ban it.", "Many states act. New York does.", "The state acts.", "It states that."],
)
def test_a_state_in_the_same_or_the_next_sentence_is_a_name(text: str) -> None:
    assert messages("states", [term(f"t{number}", text) for number in range(6)], strict=True) == []


def test_a_tenth_of_the_terms_may_leave_states_without_a_name() -> None:
    terms = [term(f"t{number}", "Some states act." if number < 6 else "Text.") for number in range(60)]
    assert messages("states", terms, strict=True) == []
    assert len(messages("states", terms[:59], strict=True)) == 1
