"""The rules of English: stop words, question words, plurals."""

from __future__ import annotations

import re


def singular(word: str) -> str:
    """Return an English word without its plural ending or possessive; a plain rule, the same on both sides."""
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_STOP_WORDS = """
a about after all also am an and any are as at be because been before being but by can could did do does doing for
from get gets getting got had has have having he her hers him his how i if in into is it its just me mean means meaning
mine my myself of on or our ours out over own she should so some such than that the their theirs them then there these
they this those to too under until up us very was we were what whats when where which while who whom whose why will
with would you your yours
arent cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive shouldnt thats theres theyre wasnt werent wont
wouldnt youre
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_QUESTION_WORDS = """
are can could did do does how is should was what whats when where which who why will
"""
QUESTION_WORDS = frozenset(_QUESTION_WORDS.split())
QUESTION_ENDINGS = frozenset(["apply", "applies", "mean", "means", "stand", "work", "works"])
