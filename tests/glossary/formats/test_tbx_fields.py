"""Labels of notes, and identifiers made from slugs."""

from __future__ import annotations

import re

import pytest

from search_app.glossary.formats.tbx_fields import entry_id, note, read_note, slug_of_id


@pytest.mark.parametrize(
    "slug", ["wage-theft", "c++", "wn:n:0001", "_41_", "a_b", "a__b", "\u0632\u0643\u0627\u0629", "\U0001f600"]
)
def test_a_slug_returns_from_an_xml_name(slug: str) -> None:
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9._-]*", entry_id(slug))
    assert slug_of_id(entry_id(slug)) == slug


def test_two_slugs_have_two_identifiers() -> None:
    slugs = ("a_5F_b", "a_b", "a-b", "a.b", "a:b", "_", "__")
    assert len({entry_id(slug) for slug in slugs}) == len(slugs)


def test_an_identifier_beyond_unicode_ends_in_a_character() -> None:
    assert slug_of_id("term-_FFFFFFFF_") == "\U0010ffff"


@pytest.mark.parametrize("text", ["", "a\n\nb", "[misuse] x", " a "])
def test_a_note_returns(text: str) -> None:
    assert read_note(note("what you can do", text)) == ("what you can do", text)


def test_other_notes_have_no_label() -> None:
    assert read_note("See [a] b") == ("", "See [a] b")
    assert read_note("[A1] b") == ("", "[A1] b")
