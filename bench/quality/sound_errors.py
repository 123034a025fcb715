"""Misspellings by sound, made by rule: a word is written with other letters that are read alike, in two places.

Collections of misspellings by people who write words as they hear them, such as Birkbeck's, may not be
redistributed. The rules are the confusions that such collections show most often.
"""

from __future__ import annotations

import random
import re

ERRORS = 2  # a word

# Letters and others that are read alike; each pair is used in both directions.
_READ_ALIKE = (
    ("ph", "f"), ("ck", "k"), ("qu", "kw"), ("ie", "ei"), ("ea", "ee"), ("ai", "ay"), ("ou", "ow"),
    ("tion", "sion"), ("able", "ible"), ("ant", "ent"), ("ance", "ence"), ("er", "or"), ("ar", "er"), ("al", "el"),
    ("cian", "tion"), ("ous", "us"), ("ize", "ise"),
)  # fmt: skip

# A pattern and what is written instead.
_CONFUSIONS = [(re.compile(written), other) for pair in _READ_ALIKE for written, other in (pair, pair[::-1])] + [
    (re.compile(pattern), other)
    for pattern, other in (
        (r"sc(?=[eiy])", "s"), (r"dge", "ge"), (r"tch", "ch"), (r"(?<=[^aeiou])y(?=[^aeiou]|$)", "i"), (r"x", "ks"),
        (r"(?<=.)c(?=[eiy])", "s"), (r"(?<=.)s(?=[eiy])", "c"), (r"c(?=[aou])", "k"), (r"k(?=[aou])", "c"),
        (r"^kn", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^pn", "n"), (r"^rh", "r"), (r"^wh", "w"), (r"(?<=.)gn$", "n"),
        (r"(?<=m)b$", ""), (r"(?<=[st])h(?=[aou])", ""), (r"(?<=[iu])gh(?=t)", ""), (r"(?<=[^aeiou])e$", ""),
        (r"([bcdfglmnprst])\1", r"\1"), (r"(?<=[aeiou])([lmnprst])(?=[aeiou])", r"\1\1"),
        (r"(?<=[^aeiou])a(?=[^aeiou])", "e"), (r"(?<=[^aeiou])e(?=[^aeiou])", "a"),
        (r"(?<=[^aeiou])i(?=[^aeiou])", "e"), (r"(?<=[^aeiou])o(?=[^aeiou])", "a"),
        (r"(?<=[^aeiou])u(?=[^aeiou])", "o"),
    )
]  # fmt: skip


def misspell(word: str, draw: random.Random) -> str:
    """Return a folded word with up to `ERRORS` confusions."""
    for _ in range(ERRORS):
        options = [(found, other) for pattern, other in _CONFUSIONS for found in pattern.finditer(word)]
        if not options:
            break
        found, other = draw.choice(options)
        word = word[: found.start()] + found.expand(other) + word[found.end() :]
    return word
