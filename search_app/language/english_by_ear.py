"""English names as Spanish speakers hear and write them: `obertaim` is overtime, `dip feik` deepfake.

Many things have no other name in the United States than the English one, and who has only heard it writes it by the
letters of Spanish. The key of a name and that of its spelling by ear differ in few letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

from search_app.language.spanish_sounds import spanish_sound

_CONSONANT = "[bdfgklmnprstvzKS]"

# Spellings of English and what they sound like in Spanish letters, in the order in which they are applied. Capitals
# are sounds that later rules leave alone.
_HEARD = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"^kn", "n"),
        (r"^wr", "r"),
        (r"wh", "w"),
        (r"^pri(?=[mv])", "prAI"),
        (r"(?<=[a-z]{2}[^e])ed$", ""),
        (r"igh", "AI"),
        (r"augh|ough", "O"),
        (r"^fore(?=[a-z])", "for"),
        (r"a(?=tien)", "EI"),
        (r"[ct]ien", "CHEN"),
        (r"[ts]ion|cian", "CHON"),
        (r"[cst]ial", "CHAL"),
        (r"ture", "CHER"),
        (r"sur(?=[ae])", "CHUR"),
        (r"(?<=[a-z]{2})age(?=s?$)", "ICH"),
        (r"age(?=s?$)", "EICH"),
        (r"stle", "SOL"),
        (r"a(?=l[lkdt])", "O"),
        (r"ll", "l"),
        (r"c(?=[eiy])", "S"),
        (r"(?<=[a-z]{3})iSe(?=s?$)", "IS"),
        (r"ck", "KK"),
        (r"c(?!h)", "K"),
        (r"dge|ge(?=s?$|[bcdfklmnpstvw])", "CH"),
        (r"are(?=s?$)", "ER"),
        (r"ire(?=s?d?$|ment)", "AIR"),
        (r"ere(?=s?$)", "IR"),
        (r"(?<=[^aeiou])le(?=s?$)", "OL"),
        # a silent `e` makes the vowel before it a long one, inside joined words too: `timeshare`, `takeover`
        (rf"(?<![aeiou])a({_CONSONANT}|th)e(?!e|nt|n$)", r"EI\1e"),
        (rf"(?<![aeiou])i({_CONSONANT}|th)e(?!e|nt|n$)", r"AI\1e"),
        (r"ee|ea|ie(?=[a-z])", "I"),
        (r"oo", "U"),
        (r"ou|ow", "AU"),
        (r"oa", "O"),
        (r"ai|ay|ei", "EI"),
        (r"ey(?=s?$)", "I"),
        (r"oy", "OI"),
        (r"au|aw", "O"),
        (r"ew|eu|ue(?=s?$)", "U"),
        (r"g(?=[ei])|j", "Y"),
        (r"tch", "CH"),
        (r"th", "T"),
        (rf"(?<!i)u(?={_CONSONANT}{_CONSONANT}|{_CONSONANT}$)", "O"),
        (r"ing(?=s?$)", "IN"),
        (r"(?<=[a-zA-Z])y(?=s?$)", "I"),
        (r"(?<=[a-zA-Z]{2})e(?=s?$)", ""),
        (r"^h|(?<![csptwCSPT])h(?=[aeiouAEIOU])", "J"),
        (r"^(?=[sS][bdfgklmnpqtvK])", "E"),
    )
)
_LIKE_W = re.compile("(?:^|[gj])u(?=[aeio])")  # guorker
_DROPPED = re.compile("(?<=[nrl])[dt](?![aeiour])")  # bakgraun
_FAINT = str.maketrans("eoj", "iuY")  # vowels and consonants that are easily confused
_DOUBLE = re.compile(r"(.)\1")

# Letters and digits, and what they are called.
_SPOKEN = """
a ei  b bi  c si  d di  e i  f ef  g yi  h eich  i ai  j yei  k kei  l el  m em  n en  o o  p pi  q kiu  r ar  s es
t ti  u iu  v bi  w dobliu  x eks  y uai  z si
0 o  1 guan  2 tu  3 tri  4 for  5 faib  6 siks  7 seben  8 eit  9 nain
"""
_LETTERS = dict(zip(_SPOKEN.split()[::2], _SPOKEN.split()[1::2], strict=True))


def spelled_by_ear(word: str) -> str:
    """Return the key of a folded word that is written in Spanish letters; empty if it has none."""
    key = _DROPPED.sub("", spanish_sound(_LIKE_W.sub("w", word)))
    return _DOUBLE.sub(r"\1", key.translate(_FAINT))


@lru_cache(maxsize=4096)
def english_by_ear(word: str) -> str:
    """Return the key of a folded English word as it is heard; empty if it has none."""
    if not word.isalpha() or not word.isascii():
        return ""
    for written, heard in _HEARD:
        word = written.sub(heard, word)
    return spelled_by_ear(word.lower())


def english_letters_by_ear(acronym: str) -> str:
    """Return the key of a folded acronym as its letters and digits are heard; empty if others are in it."""
    letters = [_LETTERS.get(letter, "") for letter in acronym]
    return "".join(map(spelled_by_ear, letters)) if all(letters) else ""
