"""Jargon and filler."""

from __future__ import annotations

import pytest

from search_app.glossary.review.phrases import FILLER, JARGON
from tests.glossary.review.editing import messages, remarks, term


def test_jargon_is_told_once_a_term_with_plain_words_for_it() -> None:
    assert messages("jargon", [term("a", "They enter.\nLiens on a house. A lien.")]) == [
        "terms/money/a.md:9: warning: 'Liens' is jargon without a term of its own; "
        "write 'legal claim on the property', or add the term."
    ]


@pytest.mark.parametrize(
    "text", ['They call it a "lien" there.', "A “lien,” they say.", "A tax lien.", "A client, an alien."]
)
def test_jargon_that_is_explained_or_named_is_fine(text: str) -> None:
    named = term("tax-lien", "A claim of the state.")
    assert messages("jargon", [term("a", text), named]) == []


def test_jargon_with_a_term_of_its_own_links_instead() -> None:
    assert messages("jargon", [term("a", "A lien."), term("claim", "A right.", aliases=("lien",))]) == []


def test_filler_is_told_with_what_to_do_instead() -> None:
    found = remarks("filler", [term("a", "It is important to note that fees rise. Prior to this, none.")])
    assert [remark.message for remark in found] == [
        "'It is important to note' is filler; begin with what follows.",
        "'Prior to' is filler; write 'before'.",
    ]


def test_each_phrase_of_the_tables_is_found() -> None:
    for kind, table in (("jargon", JARGON), ("filler", FILLER)):
        for phrase in table:
            assert remarks(kind, [term("a", f"Here {phrase} there.")]), phrase
