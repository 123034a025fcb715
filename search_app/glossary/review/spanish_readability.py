"""How easy Spanish text is to read, on the INFLESZ scale: 0 to 40 very hard, 55 to 65 normal, from 80 very easy.

Syllables are counted by the rules of Spanish spelling: each strong vowel and each accented weak one is a syllable of
its own, any other weak vowel forms a diphthong with its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from search_app.glossary.review.readability import count_words

_PART = re.compile(r"[^\W_]+")
_SILENT_U = re.compile("(?<=q)u|(?<=g)u(?=[eiéí])")
_VOWELS = re.compile("[aeiouáéíóúü]+|y(?![aeiouáéíóú])")
_NUCLEI = re.compile("[aeoáéóíú]")
_LONG_LETTERS = frozenset("FHJLMNRSXZ")  # efe, hache, jota: two syllables


@lru_cache(maxsize=50_000)
def spanish_syllables(word: str) -> int:
    """Return the number of syllables of a word; a number counts as one, an acronym as the names of its letters."""
    if word.isupper() and (len(word) <= 3 or not _VOWELS.search(word.lower())):
        return sum(3 if letter == "W" else 1 + (letter in _LONG_LETTERS) for letter in word)
    spelled = _SILENT_U.sub("", word.lower())
    groups = (max(1, len(_NUCLEI.findall(group))) for group in _groups(spelled))
    return max(1, sum(groups))


def inflesz(sentences: Sequence[str]) -> float:
    """Return how easy `sentences` are on the INFLESZ scale, the higher the easier; 100 if there are none.

    F. Szigriszt Pazos, "Sistemas predictivos de legibilidad del mensaje escrito: fórmula de perspicuidad", Madrid,
    1993; the scale is that of I. M. Barrio Cantalejo and others, Anales del Sistema Sanitario de Navarra 31, 2008.
    """
    lengths = [count_words(sentence) for sentence in sentences]
    if not sum(lengths):
        return 100.0
    spoken = sum(sum(map(spanish_syllables, _PART.findall(sentence))) for sentence in sentences)
    return 206.835 - 62.3 * spoken / sum(lengths) - sum(lengths) / len(lengths)


def _groups(word: str) -> list[str]:
    """Return the vowels that stand together; a y at the end of a word belongs to those before it."""
    return re.findall("[aeiouáéíóúü]+y?(?![aeiouáéíóú])|[aeiouáéíóúü]+|y(?![aeiouáéíóú])", word)
