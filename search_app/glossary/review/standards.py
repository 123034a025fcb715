"""What texts of each language are measured by: a scale of readability, lengths, and the articles of examples."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from search_app.glossary.review.limits import (
    MAX_AVERAGE_GRADE,
    MAX_GRADE,
    MAX_SENTENCE_WORDS,
    MAX_SPANISH_SENTENCE_WORDS,
    MIN_INFLESZ,
    SECTION_WORDS,
    SHARE_OF_WORDS,
    Range,
)
from search_app.glossary.review.readability import reading_grade
from search_app.glossary.review.repetition import Repetition
from search_app.glossary.review.spanish_readability import inflesz


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of readability.

    Args:
        name: the name of the scale, before a number.
        of: returns the place of sentences on it.
        limit: of one term.
        average: the limit of the average term.
        rises: whether higher numbers are harder.
    """

    name: str
    of: Callable[[Sequence[str]], float]
    limit: float
    average: float
    rises: bool

    def hardness(self, score: float) -> float:
        """Return a number that is the higher the harder a text is."""
        return score if self.rises else -score

    def is_too_hard(self, score: float, limit: float) -> bool:
        return self.hardness(score) > self.hardness(limit)


@dataclass(frozen=True, slots=True)
class Standard:
    """The measures of a language.

    Args:
        scale: the scale of readability.
        sentence_words: the most words of a sentence, on average in a term.
        section_words: the words of each kind of section.
        repetition: when words are a repetition.
        articles: the indefinite ones, which count as one word.
    """

    scale: Scale
    sentence_words: float
    section_words: Mapping[str, Range]
    repetition: Repetition
    articles: frozenset[str] = frozenset()


GRADE = Scale("grade", reading_grade, MAX_GRADE, MAX_AVERAGE_GRADE, rises=True)
INFLESZ = Scale("INFLESZ", inflesz, MIN_INFLESZ, MIN_INFLESZ, rises=False)
UNMEASURED = Scale("grade", lambda sentences: 0.0, MAX_GRADE, MAX_AVERAGE_GRADE, rises=True)

# Names of laws and agencies, with the English name in brackets: `Ley de Cuidado de Salud a Bajo Precio (Affordable Care
# Act)`. They are longer than in English, and cannot be said in other words. The first word of a sentence is no name.
_SPANISH_NAME = re.compile(
    r"(?<=\S\s)[A-ZÁÉÍÓÚÑ]\w+(?:\s(?:(?:a|al|ante|contra|de|del|e|el|en|la|las|los|para|por|sobre|y)\s){0,3}[A-ZÁÉÍÓÚÑ]\w+)+"
    r"(?:\s\([^()]*\)|,\s[A-Z]{2,6}\b)?"
)
_ENGLISH = Repetition(same_words=1, similar_words=6, run_words=8)
_OTHER = Repetition(same_words=5, similar_words=8, run_words=10)  # more of their words are prepositions and articles

_WIDENED = {kind: words.widened(SHARE_OF_WORDS) for kind, words in SECTION_WORDS.items()}
_STANDARDS = {
    "en": Standard(GRADE, MAX_SENTENCE_WORDS, SECTION_WORDS, _ENGLISH, frozenset(("a", "an"))),
    "es": Standard(
        INFLESZ,
        MAX_SPANISH_SENTENCE_WORDS,
        _WIDENED,
        replace(_OTHER, names=_SPANISH_NAME),
        frozenset(("un", "una")),
    ),
}
_UNKNOWN = Standard(UNMEASURED, MAX_SENTENCE_WORDS * (1 + SHARE_OF_WORDS), _WIDENED, _OTHER)


def standard_of(language: str) -> Standard:
    """Return the measures of a language by its code; one without a scale is never too hard."""
    return _STANDARDS.get(language, _UNKNOWN)
