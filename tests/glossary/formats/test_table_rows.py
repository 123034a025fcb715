"""Terms as rows."""

from __future__ import annotations

from search_app.glossary.formats.table_rows import further_sections, further_text, rows_of
from search_app.glossary.model import Term
from tests.glossary.formats.tables import EVERY_FIELD


def term(**values: object) -> Term:
    return Term("a", "A", ("work",), "x", **values)  # type: ignore[arg-type]


def test_each_example_and_each_further_heading_has_a_column() -> None:
    header = rows_of(EVERY_FIELD.terms).header
    assert [name for name in header if name.startswith(("example", "##"))] == [
        "example 1", "example 2", "## Where to go", "## In court",
    ]  # fmt: skip
    assert len({len(row) for row in rows_of(EVERY_FIELD.terms)} | {len(header)}) == 1


def test_sections_in_two_orders_share_a_column() -> None:
    terms = (term(further=(("A", "1"), ("B", "2"))), term(further=(("B", "3"), ("A", "4"))))
    rows = rows_of(terms)
    assert rows.header[-1] == "further"
    assert [further_sections(row[-1]) for row in rows] == [each.further for each in terms]


def test_headings_in_code_begin_no_section() -> None:
    sections = (("A", "```\n## code\n```\n\nend"), ("B", "~~~\n## code\n~~~"))
    assert further_sections(further_text(sections)) == sections
