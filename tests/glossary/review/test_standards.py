"""The measures of each language."""

from __future__ import annotations

from search_app.glossary.review.limits import SECTION_WORDS
from search_app.glossary.review.standards import GRADE, INFLESZ, standard_of

HARD = ["Considerables complicaciones administrativas exasperan sistemáticamente a representantes institucionales."]


def test_english_is_the_harder_the_higher_its_grade_and_spanish_the_lower_its_score() -> None:
    assert [GRADE.is_too_hard(grade, GRADE.limit) for grade in (12.0, 12.1)] == [False, True]
    assert [INFLESZ.is_too_hard(score, INFLESZ.limit) for score in (55.0, 54.9)] == [False, True]


def test_each_language_has_its_scale_and_its_lengths() -> None:
    english, spanish = standard_of("en"), standard_of("es")
    assert (english.scale, spanish.scale) == (GRADE, INFLESZ)
    assert english.section_words == SECTION_WORDS
    assert str(spanish.section_words["example"]) == "19 to 88"
    assert spanish.repetition.run_words > english.repetition.run_words


def test_a_language_without_a_scale_is_never_too_hard() -> None:
    scale = standard_of("el").scale
    assert not scale.is_too_hard(scale.of(HARD), scale.limit)
    assert INFLESZ.is_too_hard(INFLESZ.of(HARD), INFLESZ.limit)


def test_a_spanish_name_of_a_law_counts_as_one_word() -> None:
    sentence = "Rige la Ley de Cuidado de Salud a Bajo Precio (Affordable Care Act) en California."
    assert [len(standard_of(code).repetition.words_of(sentence)) for code in ("en", "es")] == [15, 5]
