"""Which headings a section may have."""

from __future__ import annotations

import pytest

from search_app.glossary.headings import HEADINGS, fields_of, heading_fault
from search_app.glossary.model import Headings


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


SPANISH = Headings("Definición", "Ejemplo", "Abusos", "Qué puede hacer", "Ventajas", "Conclusión")


def test_each_language_has_headings_of_its_own() -> None:
    assert list(fields_of(SPANISH)) == ["Ejemplo", "Abusos", "Qué puede hacer", "Ventajas", "Conclusión"]
    assert heading_fault("Ejemplos", SPANISH) == "the heading 'Ejemplos' is nearly 'Ejemplo'; write `## Ejemplo`."
    assert heading_fault("Example", SPANISH) == "the heading 'Example' is English; write `## Ejemplo`."
    assert "not needed" in heading_fault("Definición", SPANISH)
    assert heading_fault("Historia", SPANISH) == ""
