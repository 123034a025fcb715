"""What the tables of Spanish decide."""

from __future__ import annotations

import pytest

from search_app.language.spanish import SPANISH


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Crédito", "credito"),
        ("AÑO", "ano"),
        ("compañía", "compania"),
        ("Uña", "uña"),
        ("una", "una"),
        ("peñas", "peñas"),
    ],
)
def test_accents_are_optional_and_a_tilde_where_no_other_word_is_written_without_it(written: str, form: str) -> None:
    assert SPANISH.normal_form(written) == form


@pytest.mark.parametrize(
    "forms",
    [
        "declaración declaraciones declaracion declarar declara",
        "pagó pago pagar pagaría pagaria pague paguen pagando",
        "despido despidieron despedir despidió despedido",
        "negaron niegan negación negacion negar niegue",
        "embargo embargar embargue embargado",
        "préstamo préstamos prestamos",
        "reclamo reclamos reclamación reclamar",
        "interés intereses interes",
        "devolver devuelven devolución devuelto",
        "inscripción inscribirse",
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str) -> None:
    assert len({SPANISH.stem(SPANISH.normal_form(word)) for word in forms.split()}) == 1


def test_words_that_are_not_forms_of_each_other_have_stems_of_their_own() -> None:
    for one, other in (("cuenta", "contar"), ("medico", "medida"), ("nacion", "nacer"), ("salario", "salir")):
        assert SPANISH.stem(one) != SPANISH.stem(other)


def test_tables_have_normal_forms_because_they_are_compared_with_them() -> None:
    tables = (
        SPANISH.stop_words, SPANISH.question_words, SPANISH.question_endings, SPANISH.asking_words,
        SPANISH.comparing_words,
    )  # fmt: skip
    for table in tables:
        assert {SPANISH.normal_form(word) for word in table} == table


def test_sentences_end_by_its_abbreviations() -> None:
    text = "Llame a la Dra. Ruiz. En EE.UU. la ley lo prohíbe (art. 5). ¿Y usted? Pague el 1 de julio."
    assert list(SPANISH.sentences(text)) == [
        "Llame a la Dra. Ruiz.", "En EE.UU. la ley lo prohíbe (art. 5).", "¿Y usted?", "Pague el 1 de julio.",
    ]  # fmt: skip
