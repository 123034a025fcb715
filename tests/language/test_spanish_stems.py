"""Words respelled for the stemmer."""

from __future__ import annotations

import pytest

from search_app.language.spanish import SPANISH
from search_app.language.spanish_stems import respelled


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("pension", "pensión"),
        ("cancelaciones", "cancelar"),
        ("pagarian", "pagarían"),
        ("pierdo", "perdo"),
        ("embargue", "embarga"),
        ("indiquen", "indican"),
        ("nacion", "nación"),
        ("prestamos", "prestamo"),
        ("robocalls", "robocall"),  # a guest
        *((word, word) for word in ("cheque", "seguro", "media")),
    ],
)
def test_a_word_is_respelled(written: str, seen: str) -> None:
    assert respelled(written) == seen


@pytest.mark.parametrize(
    ("word", "other"), [("anualidad", "anual"), ("caso", "casa"), ("medicaid", "medico"), ("seguridad", "seguro")]
)
def test_words_that_look_alike_have_stems_of_their_own(word: str, other: str) -> None:
    assert SPANISH.stem(word) != SPANISH.stem(other)


def test_forms_of_such_a_word_share_its_stem() -> None:
    assert SPANISH.stem("casos") == SPANISH.stem("caso")
