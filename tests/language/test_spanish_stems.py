"""Words respelled for the stemmer."""

from __future__ import annotations

import pytest

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
        *((word, word) for word in ("cheque", "seguro", "media")),
    ],
)
def test_a_word_is_respelled(written: str, seen: str) -> None:
    assert respelled(written) == seen
