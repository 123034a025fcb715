"""Which headings a section may have."""

from __future__ import annotations

import pytest

from search_app.glossary.headings import HEADINGS, heading_fault


@pytest.mark.parametrize(
    ("heading", "known"),
    [("Exmaple", "Example"), ("Examples", "Example"), ("misuse", "Misuse"), ("Benefit", "Benefits"),
     ("What can you do", "What you can do"), ("Conclusions", "Conclusion")],
)  # fmt: skip
def test_a_misspelled_heading_is_a_fault_that_names_the_right_one(heading: str, known: str) -> None:
    assert f"write `## {known}`" in heading_fault(heading)


@pytest.mark.parametrize(
    "heading", ["History", "Purpose", "What it is", "How it helps", "Problem it addresses", "定義"]
)
def test_any_other_heading_is_fine(heading: str) -> None:
    assert heading_fault(heading) == ""


def test_empty_and_long_headings_and_a_second_definition_are_faults() -> None:
    assert "empty" in heading_fault("")
    assert "121 characters" in heading_fault("x" * 121)
    assert "not needed" in heading_fault("Definition")
    assert list(HEADINGS) == ["Example", "Misuse", "What you can do", "Benefits", "Conclusion"]
