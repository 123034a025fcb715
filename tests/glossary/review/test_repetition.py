"""Sentences and runs of words that terms share."""

from __future__ import annotations

from tests.glossary.review.editing import messages, term


def test_a_sentence_of_two_terms_is_told_whatever_its_case_and_punctuation() -> None:
    found = messages("same-sentence", [term("a", "It is.\n\nYou may appeal it."), term("b", "You may appeal it!")])
    assert found == [
        "terms/money/b.md:8: warning: the sentence 'You may appeal it!' is also in terms/money/a.md:10; "
        "write what is true of this term alone."
    ]
    assert messages("same-sentence", [term("a", "You may. You may."), term("b", "You may not.")]) == []


def test_nearly_the_same_sentence_is_told() -> None:
    one = "The agency must answer your letter within thirty days of the day it came."
    other = "The agency must answer your letter within sixty days of the day it came."
    found = messages("similar-sentence", [term("a", one), term("b", other)])
    assert len(found) == 1
    assert "is nearly the same as in terms/money/a.md:8, 'The agency must" in found[0]
    far = "The agency must answer, though nobody checks how long a letter lies there."
    assert messages("similar-sentence", [term("a", one), term("b", far)]) == []


def test_a_run_of_eight_words_may_stand_in_three_terms_but_not_in_four() -> None:
    run = "ask for the bill with every single charge"
    terms = [term(slug, f"{run}, {slug}.") for slug in ("anna", "bert", "carl", "dora")]
    found = messages("run", terms)
    assert len(found) == 4
    assert found[0] == (f"terms/money/anna.md:8: warning: the words '{run}' are in 4 terms; rewrite them here.")
    assert messages("run", terms[:3]) == []
