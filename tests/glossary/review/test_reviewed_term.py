"""Terms prepared for review: sentences, mentions, lines."""

from __future__ import annotations

from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.review.reviewed_term import ReviewedTerm, prepare, quoted
from search_app.language.english import ENGLISH
from tests.glossary.review.editing import term


def prepared(definition: str) -> ReviewedTerm:
    here, fee = term("here", definition, misuse="Two *late*\nfees. One."), term("fee")
    (reviewed,) = prepare([here], Vocabulary([here, fee], ENGLISH))
    return reviewed


def test_sentences_are_those_of_all_sections() -> None:
    assert prepared("A fee. It is due.").sentences() == ["A fee.", "It is due.", "Two late fees.", "One."]


def test_mentions_include_the_term_itself() -> None:
    assert prepared("Text.").mentions == {"here", "fee"}


def test_a_text_is_found_on_its_line_although_lines_and_markup_differ() -> None:
    reviewed = prepared("A fee.\n\nIt is\ndue now. It is paid.")
    definition, misuse = reviewed.sections
    assert reviewed.line_of(definition, "It is due now.") == 10
    assert reviewed.line_of(definition, "paid") == 11
    assert reviewed.line_of(misuse, "Two late fees.") == 14  # the first line, as markup hides the text


def test_a_long_quotation_is_cut_after_a_word() -> None:
    assert quoted("A fee.") == "'A fee.'"
    assert quoted("word " * 20) == f"'{'word ' * 13}word …'"
