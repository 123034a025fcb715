"""Plurals of Spanish nouns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_app.language.spanish_plurals import SPANISH_PLURALS


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("deducibles", "deducible"),
        ("salarios", "salario"),
        ("pensiones", "pension"),
        ("hospitales", "hospital"),
        ("deudores", "deudor"),
        ("leyes", "ley"),
        ("jueces", "juez"),
        ("balances", "balance"),
        ("redes", "red"),
        ("fraudes", "fraude"),
        ("intereses", "interes"),
        ("meses", "mes"),
        ("paises", "pais"),
        ("clases", "clase"),
        *((word, word) for word in ("crisis", "virus", "interes", "mes", "seis", "es")),
    ],
)
def test_singular(word: str, singular: str) -> None:
    assert SPANISH_PLURALS.singular(word) == singular


@given(st.from_regex(r"[a-z]{1,8}(s|es|ces|iones|ales|ores|is|us|yes)?", fullmatch=True))
def test_a_word_begins_with_the_invariant_letters_of_its_singular(word: str) -> None:
    assert word.startswith(SPANISH_PLURALS.invariant(SPANISH_PLURALS.singular(word)))
