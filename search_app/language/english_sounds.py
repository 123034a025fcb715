"""Phonetic keys of English words: words that sound alike have the same key, however they are written.

The key is that of Metaphone (L. Philips, 1990), of a word with single letters for double ones and with the spellings
that Metaphone does not read. All vowels at the beginning are alike, and `th` is `t`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import jellyfish

REMEMBERED = 16_384  # words whose keys are kept: those of queries come again and again

_SPELLINGS = (
    (re.compile(r"cc(?![eiy])"), "k"),
    (re.compile(r"([a-z])\1"), r"\1"),
    (re.compile(r"^w(?=ho)"), ""),
    (re.compile(r"kw"), "k"),
    (re.compile(r"^p(?=[nst])"), ""),  # psychology, pneumonia
    (re.compile(r"(?<=[sy])ch|ch(?=[lmnr]|or)|(?<=e)ch(?=[ao])"), "k"),  # scheme, psychic, chrome, technical, mechanic
    (re.compile(r"(?<=[aiou])gh(?=t|$)"), ""),
    (re.compile(r"(?<=[ao])y(?=ed$)"), ""),  # layed: laid
)
_RESPELLED = re.compile(r"([a-z])\1|^who|kw|^p[nst]|ch|gh|yed$")  # most words have none of it
_FIRST_VOWEL = re.compile(r"^[AEIOU]")
_REPEATED = re.compile(r"(.)\1")


# Letters and how they are read before other vowels than the written one, which may be misspelled.
_READ_OTHERWISE = (
    (re.compile(r"[cg](?=[eiy])"), "k"),
    (re.compile(r"c(?=[aou])"), "s"),
    (re.compile(r"g(?=[aou])"), "j"),
)


@lru_cache(maxsize=REMEMBERED)
def english_sound(word: str) -> str:
    """Return the phonetic key of a folded word; the empty string if it has none, as numbers and codes."""
    if not (word.isascii() and word.isalpha()):
        return ""
    for written, read in _SPELLINGS if _RESPELLED.search(word) else ():
        word = written.sub(read, word)
    key = _FIRST_VOWEL.sub("A", jellyfish.metaphone(word)).replace("0", "T")
    return _REPEATED.sub(r"\1", key)


def other_english_sounds(word: str) -> list[str]:
    """Return the keys of a misspelled word with each `c` and `g` as before another vowel.

    A wrong vowel makes them soft or hard: `gembet` is gambit, `cader` cedar.
    """
    read = [pattern.sub(letter, word) for pattern, letter in _READ_OTHERWISE]
    return [english_sound(each) for each in read if each != word]
