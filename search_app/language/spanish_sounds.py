"""Phonetic keys of Spanish words, as spoken in the Americas: words that sound alike have the same key.

Spelling follows sound closely, so the key is the word with one letter for each sound: no `h`, `b` for `v`, `s` for `z`
and soft `c`, `y` for `ll`, `j` for soft `g`, `s` for the sounds of `cc` and `x`, which many do not tell apart.
"""

from __future__ import annotations

import re
from functools import lru_cache

_READ = tuple(
    (re.compile(written), read)
    for written, read in (
        (r"ph", "f"),
        (r"sh|ch", "C"),  # a sound of its own; capitals are no letters of folded words
        (r"h", ""),
        (r"^ps", "s"),
        (r"x", "s"),  # extraño
        (r"sc(?=[eiy])|c(?=[eiy])|z", "s"),
        (r"qu(?=[eiy])|ck|[ckq]", "k"),
        (r"k+s", "s"),  # acceso
        (r"gu(?=[eiy])", "G"),
        (r"g(?=[eiy])", "j"),
        (r"G", "g"),
        (r"ll|y(?=[aeiou])", "Y"),
        (r"y", "i"),
        (r"v|w", "b"),
        (r"n(?=[bp])", "m"),  # canbio
        (r"([a-zA-Z])\1", r"\1"),
    )
)
# Letters and how they are read before other vowels than the written one, which may be misspelled.
_READ_OTHERWISE = (
    (re.compile(r"c(?=[eiy])"), "k"),
    (re.compile(r"g(?=[eiy])"), "gu"),
    (re.compile(r"c(?=[aou])"), "s"),
    (re.compile(r"g(?=[aou])"), "j"),
)


@lru_cache(maxsize=16_384)  # an unfinished word is compared with a hundred names
def spanish_sound(word: str) -> str:
    """Return the phonetic key of a folded word; the empty string if it has none, as numbers and codes."""
    if not word.isalpha() or not word.replace("ñ", "n").isascii():
        return ""
    for written, read in _READ:
        word = written.sub(read, word)
    return word


def other_spanish_sounds(word: str) -> list[str]:
    """Return the keys of a misspelled word with each `c` and `g` as before another vowel: `gera` is guerra."""
    read = [pattern.sub(letters, word) for pattern, letters in _READ_OTHERWISE]
    return [spanish_sound(each) for each in read if each != word]
