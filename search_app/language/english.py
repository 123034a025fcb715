"""English, as written in America: its words in tables, and `ENGLISH`, the rules made of them."""

from __future__ import annotations

import re

from search_app.language.english_sounds import english_sound
from search_app.language.english_spelling import american
from search_app.language.english_words import english_words
from search_app.language.folding import normalizer
from search_app.language.language import Language, word_table
from search_app.language.plurals import PluralRule, Plurals
from search_app.language.sentences import sentence_splitter
from search_app.language.stemming import snowball
from search_app.language.tokens import tokenizer

_STOP_WORDS = word_table("""
a about after all also am an and any are as at be because been before being but by can could did do does doing for
from get gets getting got had has have having he her hers him his how i if in into is it its just me mean means meaning
mine my myself of on or our ours out over own she should so some such than that the their theirs them then there these
they this those to too under until up us very was we were what whats when where which while who whom whose why will
with would you your yours
arent cant couldnt didnt doesnt dont hadnt hasnt havent im isnt ive shouldnt thats theres theyre wasnt werent wont
wouldnt youre
""")
_QUESTION_WORDS = word_table("are can could did do does how is should was what whats when where which who why will")
_QUESTION_ENDINGS = word_table("apply applies mean means stand work works")

# Abbreviations before the word that they belong to.
_LEADING_ABBREVIATIONS = word_table("""
approx cf Dr e.g Gen Gov Hon i.e Messrs Mr Mrs Ms Mt Prof Rep Rev Sen St v vs
""")
_ABBREVIATIONS = word_table("""
al Art Ave Blvd Bros Ch Co Corp Dept Ed Fed Fig Inc Jr Ltd No Nos p para Ph.D pp Pub Reg Sec Sr Stat Supp Vol
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
""")
_OPENINGS = _STOP_WORDS | word_table("""
although besides both each every few however many most no not others people
""")

_POSSESSIVE = re.compile("['’‘]s$", re.IGNORECASE)
_PLURALS = Plurals(
    rules=(
        PluralRule("ies", "y", 5),
        PluralRule("ches", "ch", 5),
        PluralRule("shes", "sh", 5),
        PluralRule("sses", "ss", 5),
        PluralRule("xes", "x", 5),
        PluralRule("zes", "z", 5),
        PluralRule("ss", "ss", 1),  # singulars: loss, bonus, basis
        PluralRule("us", "us", 1),
        PluralRule("is", "is", 1),
        PluralRule("s", "", 4),
    ),
    possessives=("'s", "’s", "'", "’"),
)

_normal_form = normalizer(_POSSESSIVE)
_stem = snowball("english", respell=american)

ENGLISH = Language(
    code="en",
    words=tokenizer(_normal_form, _stem),
    normal_form=_normal_form,
    stem=_stem,
    sound=english_sound,
    common_words=english_words,
    sentence_ends=sentence_splitter(_LEADING_ABBREVIATIONS, _ABBREVIATIONS, openings=_OPENINGS),
    plurals=_PLURALS,
    stop_words=_STOP_WORDS,
    question_words=_QUESTION_WORDS,
    question_endings=_QUESTION_ENDINGS,
)
