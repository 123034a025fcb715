"""Personal addresses and numbers are recognized and replaced."""

from __future__ import annotations

import pytest

from search_app.analytics.privacy.redaction import DECODINGS, LONGEST_EXPANSION, _readings, is_personal, redact

PERSONAL = [
    "jane.doe@example.org", "JANE+tag@mail.example.co.uk owes me", "jane (at) example (dot) org", "ｊane＠example.org",
    "555-123-4567", "(555) 123 4567", "+1 555 123 4567", "5551234567", "call 123-4567", "+44 20 7946 0958",
    "4111 1111 1111 1111", "4111111111111111", "378282246310005", "4111-1111-1111-1112",
    "078-05-1120", "078051120", "my ssn is 078 05 1120", "192.168.10.20", "2001:db8:0:1::7", "policy 123456789012",
    "4111*1111*1111*1111", "4111_1111_1111_1111", "4111/1111|1111 - 1111", "4111x1111x1111x1111", "123,456,789",
    "555 dash 123 dash 4567", "41\u200b1111\u200b1111", "٤١١١ ١١١١ ١١١١", "123*4567", "078*05*1120", "4️⃣" * 9,
    "fe80::1", "fe80::1%eth0", "::ffff:1.2.3.4", "2001:db8::", "dead::beef", "00:1a:2b:3c:4d:5e", "00-1a-2b-3c-4d-5e",
    "192.168.10.20.", "10-0-0-1", "10[.]0[.]0[.]1", "0xC0A80A14", "%34%31%31%31 1111 1111",
    "jane@localhost", "jane%40example.com", "jane%2540example.com", "jane&#64;example.com", "jane @ example.com",
    "jane doe at example dot com", "JANE AT EXAMPLE DOT CO DOT UK", "jane at example.com",
    "jane -at- example -dot- com", "jane_at_example_dot_com", "jane[at]example[dot]com", "jane(a)example.com",
    "jane@[192.168.0.1]", "müller@köln.de",
]  # fmt: skip
HARMLESS = [
    "401k", "401(k) rollover 2024", "1099-NEC", "28 USC 1234", "10.5 % apr", "chapter 7", "26 weeks", "$1,000,000",
    "form 1040 2023", "911", "co-pay $25", "1.2.3", "plan g vs plan n", "twitter @handle", "9:30 to 17:00", "24/7",
    "section 8 of 2020-2021", "::", "a::b", "look at section 5", "lien at closing", "arrive at 5. then go", "10 @ 5",
    "what is at will employment", "fee at signing. Then", "10:30:15", "401k 403b 457b 529", "30/60/90 rule", "3-2-1",
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


def test_what_is_decoded_is_removed_too() -> None:
    assert redact("mail jane%40example.com now") == "mail [removed] now"
    assert redact("100%25 of jane at example dot com") == "100%25 of [removed]"


@pytest.mark.parametrize(
    "part", ["㌖", "ﷺ", "a@", "a at ", "-at-", "1 ", "1-", "::1", "%25", "&#64;", "x", ".", "1 dash "]
)
def test_what_is_searched_is_bounded_by_what_was_sent(part: str) -> None:
    for length in (500, 1000, 2000):
        text = (part * length)[:length]
        assert all(len(plain) <= LONGEST_EXPANSION * length for plain in _readings(text))
        assert len(list(_readings(text))) <= DECODINGS + 1
