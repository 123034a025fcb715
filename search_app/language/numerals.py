"""Numbers in words, digits and Roman numerals: what is written three ways gets one stem."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

_ROMAN = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numerals(NamedTuple):
    """Words that are numbers only behind others: `V` in `chapter V`.

    after: folded words that a number follows, such as `chapter`.
    values: folded words and the digits they stand for there.
    pronouns: those of them that are words, too, and numbers only before no further word of the sentence.
    """

    after: Collection[str]
    values: Mapping[str, str]
    pronouns: Collection[str] = ()

    def value(self, word: str, before: str, following: str) -> str:
        """Return the digits that a folded word of `values` stands for, or an empty string.

        Args:
            word: the folded word.
            before: the folded word before it.
            following: the two characters behind it.
        """
        if before not in self.after or (word in self.pronouns and following[:1] == " " and following[1:].islower()):
            return ""
        return self.values[word]


NO_NUMERALS = Numerals((), {})


def roman(number: int) -> str:
    """Return a number from 1 to 49 as a Roman numeral in small letters."""
    found = ""
    for value, letters in _ROMAN:
        found += letters * (number // value)
        number %= value
    return found
