"""Advice that many terms share."""

from __future__ import annotations

from tests.glossary.review.editing import messages, term


def test_the_same_advice_may_be_in_forty_terms_but_not_in_forty_one() -> None:
    terms = [term(f"t{number:02}", "Ask, and ask in\nwriting.", actions="In writing!") for number in range(41)]
    found = messages("advice", terms, strict=True)
    assert len(found) == 1
    assert found[0].startswith(
        "terms/glossary.toml:1: warning: 41 terms have the advice 'in writing', the limit is 40;"
    )
    assert "t00, t01," in found[0]
    assert messages("advice", terms[:40], strict=True) == []


def test_longer_words_are_no_advice() -> None:
    assert (
        messages("advice", [term(f"t{number:02}", "It begins in writings.") for number in range(41)], strict=True) == []
    )
