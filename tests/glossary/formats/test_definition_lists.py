"""Pages that list terms."""

from __future__ import annotations

import pytest

from search_app.glossary.formats.definition_lists import HTML, markdown_pairs, read_pairs
from search_app.glossary.formats.exchange import ReadOptions
from tests.glossary.formats.tables import assert_mutations_are_read, damaged, read_bytes

PAGE = """<!DOCTYPE html><html><head><title>x</title><script>var a = "<dl>";</script></head><body>
<dl class="terms">
  <dt id="a"><dfn>Appeal</dfn></dt> <dd>A request to a <a href="https://court.example/">higher court</a>.</dd>
  <dt>Bail</dt><dt>Bond</dt>
  <dd>Money for release.</dd><dd>It comes back &amp; more.
</dl>
<dl><dt>Clerk<dd>Keeps the records.</dl></body></html>
"""


def test_a_definition_list_is_read_with_its_links() -> None:
    terms = read_bytes(HTML, PAGE).terms
    assert [(term.name, term.definition) for term in terms] == [
        ("Appeal", "A request to a [higher court](https://court.example/)."),
        ("Bail", "Money for release.\n\nIt comes back \\& more."),
        ("Clerk", "Keeps the records."),
    ]


def test_a_table_is_read_by_its_header() -> None:
    page = "<table><tr><th>Term</th><th>Meaning</th></tr><tr><td>Bail</td><td>Money.</td></tr></table>"
    assert [(term.name, term.definition) for term in read_bytes(HTML, page).terms] == [("Bail", "Money.")]


def test_a_page_without_terms_is_refused() -> None:
    assert "no definition list" in str(read_bytes(HTML, "<p>Hello</p>").faults[0])


@pytest.mark.parametrize(
    "text",
    [
        "Appeal\n: A request.\n  More of it.\n\nBail\n\n: Money.\n",
        "**Appeal**\n:   A request.\n    More of it.\n\n*Bail*\n:   Money.\n",
        "| Term | Definition |\n|---|---|\n| Appeal | A request. More of it. |\n| Bail | Money. |\n",
        "# Glossary\n\n## A\n\n### Appeal\n\nA request.\nMore of it.\n\n## B\n\n### Bail\n\nMoney.\n",
        "- **Appeal**: A request. More of it.\n- **Bail**: Money.\n",
        "**Appeal** – A request. More of it.\n\n__Bail__ - Money.\n",
    ],
)
def test_lists_in_markdown_are_read_in_each_usual_form(text: str) -> None:
    pairs = [(name, " ".join(definition.split())) for _, name, definition in markdown_pairs(text)]
    assert pairs == [("Appeal", "A request. More of it."), ("Bail", "Money.")]


def test_a_text_that_lists_nothing_has_no_pairs() -> None:
    assert markdown_pairs("# Appeal\n\nA request: with a colon.\n") == []
    assert read_pairs([(3, "A", "b")], "x", ReadOptions()).terms[0].origin.line("") == 3


def test_a_damaged_file_is_never_an_exception() -> None:
    assert_mutations_are_read(HTML, PAGE.encode(), damaged)
