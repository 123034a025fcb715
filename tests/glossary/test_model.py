"""Terms and faults: sections, lines, printed form."""

from __future__ import annotations

from search_app.glossary.model import Fault, Origin, Remark, Site, Term


def test_sections_are_in_the_order_of_a_page_and_empty_ones_left_out() -> None:
    term = Term("fee", "Fee", ("money",), "A charge.", examples=("One.", "Two."), conclusion="Ask.")
    assert [(section.kind, section.anchor, section.title) for section in term.sections()] == [
        ("definition", "definition", "Definition"),
        ("example", "example-1", "Example #1"),
        ("example", "example-2", "Example #2"),
        ("conclusion", "conclusion", "Conclusion"),
    ]


def test_a_fault_is_at_the_line_of_its_key_or_of_the_term() -> None:
    origin = Origin("money/fee.md", {"": 2, "name": 5})
    assert str(origin.fault("name", "is empty.")) == "money/fee.md:5: is empty."
    assert str(origin.fault("aliases", "is empty.")) == "money/fee.md:2: is empty."
    assert Origin().fault("name", "is empty.") == Fault("", 1, "is empty.")


def test_a_remark_is_printed_as_a_warning() -> None:
    assert str(Remark("money/fee.md", 3, "grade", "is hard.")) == "money/fee.md:3: warning: is hard."


def test_where_a_term_was_written_makes_no_other_term_of_it() -> None:
    assert Term("a", "A", (), "", origin=Origin("a.md")) == Term("a", "A", (), "", origin=Origin("b.md"))


def test_a_site_is_in_english() -> None:
    assert Site().language == "en"
