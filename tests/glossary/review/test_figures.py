"""Figures of a translation beside those of its original."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search_app.glossary.model import Origin, Term
from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.glossary.review.figures import figure_remarks, figures_in
from search_app.glossary.review.reviewed_term import prepare
from search_app.language.spanish import SPANISH
from tests.glossary.review.editing import LINES, term


def messages(english: str, spanish: str) -> list[str]:
    original = term("fee", english)
    translation = replace(original, definition=spanish, origin=Origin("terms/money/fee.es.md", LINES))
    reviewed = prepare([translation], Vocabulary([translation], SPANISH))
    return [str(remark) for remark in figure_remarks(reviewed, {"fee": original})]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$1,200 or $7.50 a month", ["$1200", "$7.5"]),
        ("$1.5 million, $2 billion", ["$1500000", "$2000000000"]),
        ("$1.5 millones, $2 mil millones, 40 dólares", ["$1500000", "$2000000000", "$40"]),
        ("7.50% o 20 por ciento", ["7.5%", "20%"]),
        ("since 2024, in the 1990s, at 2,024 stores", ["2024", "1990"]),
        ("Section 7 of Title VII, Form 1099-K", ["7", "VII", "1099-K"]),
        ("la Sección 7 del Título VII, el formulario 1099-K", ["7", "VII", "1099-K"]),
        ("call 1-800-555-2024 by 5 p.m.", []),
    ],
)
def test_figures_have_the_same_value_in_each_language(text: str, values: list[str]) -> None:
    assert [figure.value for figure in figures_in(text)] == values


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Pay $1,500,000 by 2026.", "Pague $1.5 millones antes de 2026."),
        ("Pay 25 percent.", "Pague el 25%."),
        ("A Form 1099 came. Section 8 applies.", "Llegó un 1099. Rige la Sección 8."),
        ("A 1099 came.", "Llegó un formulario 1099."),
    ],
)
def test_equal_figures_are_no_remark(english: str, spanish: str) -> None:
    assert messages(english, spanish) == []


def test_a_missing_and_an_added_figure_are_named() -> None:
    assert messages("Pay $1,200 or 5%, and again $1,200.", "Pague\n$1,300 o 5%.") == [
        "terms/money/fee.es.md:8: warning: terms/money/fee.md has '$1,200', which is missing here; add it.",
        "terms/money/fee.es.md:9: warning: '$1,300' is not in terms/money/fee.md; correct it.",
    ]


def test_a_figure_may_be_in_another_section() -> None:
    original = Term("fee", "Fee", ("money",), "It is $5.", misuse="Some ask for $9.")
    moved = replace(original, definition="Es $5, o $9.", misuse="Algunos piden más.")
    assert list(figure_remarks(prepare([moved], Vocabulary([moved], SPANISH)), {"fee": original})) == []
