"""The terms of a text are found in its order, and those that matter most in it are marked."""

from __future__ import annotations

from search_app.glossary.rendering.term_linker import Vocabulary
from search_app.language.english import ENGLISH
from search_app.search import Engine
from search_app.search.explanation import KEY_TERMS, Explanation, explain


def explained(engine: Engine, text: str) -> Explanation:
    return explain(engine, Vocabulary(engine.entries(), ENGLISH), text)


def key_terms(engine: Engine, text: str) -> list[str]:
    return [term.entry.slug for term in explained(engine, text).terms if term.is_key]


def test_terms_are_in_the_order_of_the_text_as_they_are_written(tiny: Engine) -> None:
    found = explained(tiny, "Tip pooling? My co-pays, a copay, the annual deductible.").terms
    assert [(each.entry.slug, each.written, each.mentions) for each in found] == [
        ("tip-pooling", "Tip pooling", 1),
        ("copayment", "co-pays", 2),
        ("deductible", "annual deductible", 1),
    ]


def test_every_mention_is_kept_and_a_text_may_have_none(tiny: Engine) -> None:
    text = "A copay\n\nand a copay."
    explanation = explained(tiny, text)
    assert [text[each.start : each.end] for each in explanation.mentions] == ["copay", "copay"]
    assert explained(tiny, "Nothing of ours.").terms == ()


def test_a_term_is_key_if_named_again_or_needed_by_another(tiny: Engine) -> None:
    assert tiny.entry("copayment").mentions == ("deductible",)
    assert key_terms(tiny, "A deductible. Tip pooling.") == []
    assert key_terms(tiny, "Tip pooling, tip pooling and a deductible.") == ["tip-pooling"]
    assert key_terms(tiny, "Tip pooling, a deductible, a copay.") == ["deductible"]  # a copayment cannot do without


def test_few_are_key_in_a_long_text(real: Engine) -> None:
    text = " ".join(passage.text for entry in real.entries()[:40] for passage in entry.passages)
    found = explained(real, text).terms
    assert len(found) > 4 * KEY_TERMS
    assert len(key_terms(real, text)) == KEY_TERMS
