"""Personal addresses and numbers are recognized and replaced."""

from __future__ import annotations

import pytest

from search_app.analytics.privacy.redaction import is_personal, redact

PERSONAL = [
    "jane.doe@example.org", "JANE+tag@mail.example.co.uk owes me", "jane (at) example (dot) org", "ｊane＠example.org",
    "555-123-4567", "(555) 123 4567", "+1 555 123 4567", "5551234567", "call 123-4567", "+44 20 7946 0958",
    "4111 1111 1111 1111", "4111111111111111", "378282246310005", "4111-1111-1111-1112",
    "078-05-1120", "078051120", "my ssn is 078 05 1120", "192.168.10.20", "2001:db8:0:1::7", "policy 123456789012",
]  # fmt: skip
HARMLESS = [
    "401k", "401(k) rollover 2024", "1099-NEC", "28 USC 1234", "10.5 % apr", "chapter 7", "26 weeks", "$1,000,000",
    "form 1040 2023", "911", "co-pay $25", "1.2.3", "plan g vs plan n", "twitter @handle", "9:30 to 17:00", "24/7",
    "section 8 of 2020-2021", "::", "a::b",
]  # fmt: skip


@pytest.mark.parametrize("text", PERSONAL)
def test_addresses_and_numbers_of_people_are_seen(text: str) -> None:
    assert is_personal(text)
    assert is_personal(f"what about {text}, please?")


@pytest.mark.parametrize("text", HARMLESS)
def test_words_and_figures_of_the_glossary_are_not(text: str) -> None:
    assert not is_personal(text)
    assert redact(text) == text


def test_a_comment_keeps_its_words() -> None:
    said = "Unclear.\nWrite to jane@example.org or 555-123-4567, SSN 078-05-1120!"
    assert redact(said) == "Unclear.\nWrite to [removed] or [removed], SSN [removed]!"


def test_a_hostile_text_is_read_in_bounded_time() -> None:
    for text in ("a@" * 50_000, "1 " * 50_000, "." * 100_000, "x" * 100_000, "::1" * 30_000):
        is_personal(text[:1000])
