"""The common words of Spanish."""

from __future__ import annotations

from search_app.language.spanish_words import spanish_words


def test_common_words_are_sorted_and_in_normal_form() -> None:
    words = spanish_words()
    assert list(words) == sorted(words)
    assert {"salario", "robo", "cheque", "patron", "feas"} <= set(words)
