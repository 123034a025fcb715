"""The limits that `glossary check` warns about: lengths, counts, grades."""

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

    def widened(self, share: float) -> Range:
        """Return the range with each end moved outwards by a share of it."""
        return Range(round(self.least * (1 - share)), round(self.most * (1 + share)))


# Words of each kind of section; those with other headings have no limits.
SECTION_WORDS: Mapping[str, Range] = {
    "definition": Range(60, 150),
    "example": Range(25, 70),
    "misuse": Range(40, 110),
    "actions": Range(25, 110),
    "benefits": Range(30, 90),
    "conclusion": Range(20, 60),
}
# How many of each a term has.
ITEMS: Mapping[str, Range] = {"examples": Range(2, 3), "asked_as": Range(3, 60), "related": Range(3, 6)}

MAX_GRADE = 12.0  # of one term, as Flesch and Kincaid define it
MAX_AVERAGE_GRADE = 10.0  # of the glossary
MAX_SENTENCE_WORDS = 20.0  # on average in a term

MIN_INFLESZ = 55.0  # of a Spanish term, and of the average one: the scale calls it normal
MAX_SPANISH_SENTENCE_WORDS = 22.0
SHARE_OF_WORDS = 0.25  # by which sections in other languages may be shorter or longer than English ones
TRANSLATED_ITEMS: Mapping[str, Range] = {"asked_as": ITEMS["asked_as"]}  # of a translation; others are the original's

MIN_LINKS_IN = 2  # terms that list a term in `related`

MAX_RUN_TERMS = 3  # terms that may contain the same run
SIMILAR = 0.5  # Jaccard index of their three-word runs from which two sentences are similar

# Letters from which a misspelled name can be distinguished from other words:
LONG_NAME = 9  # a name of one word
LAST_WORD = 4  # the last word of a longer name
LONG_WORD = 8  # a word with a typing error

# Variety, in the whole glossary:
MAX_ARTICLE_SHARE = 0.45  # of the examples that begin with "A" or "An"
MAX_DOLLAR_SHARE = 0.25  # of the examples that end with an amount of dollars
MIN_EXAMPLES = 20  # fewer examples have no share worth a warning
MAX_TRADE_TERMS = 6  # terms whose examples begin with a person of the same trade
MAX_ADVICE_TERMS = 40  # terms that give the same advice in the same words
MAX_STATES_SHARE = 0.1  # of the terms that mention states without naming one
MIN_STATES_TERMS = 6  # such terms from which the share counts
