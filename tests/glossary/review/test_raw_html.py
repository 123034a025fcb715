"""HTML in texts is reported, in term files and in JSON Lines."""

from __future__ import annotations

from search_app.glossary.model import Origin, Term
from search_app.glossary.review import review_bulk
from search_app.glossary.review.raw_html import first_html
from tests.glossary.review.editing import messages, term


def test_html_is_reported_on_its_line() -> None:
    (found,) = messages("html", [term("tips", "Text\n\nwith <b>bold</b>.")])
    assert found.startswith("terms/money/tips.md:10: warning: the text of 'tips' has the HTML '<b>'; a page shows it")
    assert first_html("<div>\nx\n</div>") == (0, "<div>")


def test_code_and_comparisons_are_no_html() -> None:
    assert messages("html", [term("tips", "`<b>` and a < b > c, <https://example.org>, \\<b>\n\n```\n<b>\n```")]) == []


def test_a_dictionary_is_told_of_html_alone() -> None:
    row = Term("tips", "Tips", ("money",), "With <br> in it.", origin=Origin("words.jsonl", {"": 7}))
    (remark,) = review_bulk([row]).remarks
    assert (remark.kind, remark.line) == ("html", 7)
