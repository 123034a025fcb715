"""How a term should be: every limit that `glossary check` warns about, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    least: int
    most: int

    def __contains__(self, number: int) -> bool:
        return self.least <= number <= self.most

    def __str__(self) -> str:
        return f"{self.least} to {self.most}"


# Words of each kind of section.
SECTION_WORDS: Mapping[str, Range] = {
    "definition": Range(60, 150),
    "example": Range(25, 70),
    "misuse": Range(40, 110),
    "benefits": Range(30, 90),
    "conclusion": Range(20, 60),
}
# How many of each a term has.
ITEMS: Mapping[str, Range] = {"examples": Range(2, 3), "asked_as": Range(3, 12), "related": Range(3, 6)}

MAX_GRADE = 12.0  # of one term, by Flesch and Kincaid
MAX_AVERAGE_GRADE = 10.0  # of the glossary
MAX_SENTENCE_WORDS = 20.0  # on average in a term

MIN_LINKS_IN = 2  # terms that have a term in `related`

RUN_WORDS = 8  # a run of so many words ...
MAX_RUN_TERMS = 3  # ... may stand in so many terms
SIMILAR = 0.5  # share of three-word runs that two sentences may have in common
SIMILAR_WORDS = 6  # shorter sentences are not compared

# Letters a name must have for another spelling of it to be told from other words:
LONG_NAME = 9  # a name of one word
LAST_WORD = 4  # the last word of a longer name
LONG_WORD = 8  # a word with a slip of the pen
