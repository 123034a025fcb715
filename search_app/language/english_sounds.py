"""Phonetic keys of English words: words that sound alike have the same key, however they are written.

The key is that of Metaphone (L. Philips, 1990), of a word with single letters for double ones and with the spellings
that Metaphone does not read. All vowels at the beginning are alike, and `th` is `t`.
"""

from __future__ import annotations

import re

import jellyfish

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


def english_sound(word: str) -> str:
    """Return the phonetic key of a folded word; the empty string if it has none, as numbers and codes."""
    if not (word.isascii() and word.isalpha()):
        return ""
    for written, read in _SPELLINGS if _RESPELLED.search(word) else ():
        word = written.sub(read, word)
    key = _FIRST_VOWEL.sub("A", jellyfish.metaphone(word)).replace("0", "T")
    return _REPEATED.sub(r"\1", key)
