"""English, as written in America: its words in tables, and `ENGLISH`, the rules made of them."""

from __future__ import annotations

import re

from search_app.language.english_sounds import english_sound, other_english_sounds
from search_app.language.english_spelling import american
from search_app.language.english_words import english_words
from search_app.language.folding import normalizer
from search_app.language.language import Language, word_table
from search_app.language.numerals import Numerals, roman
from search_app.language.plurals import PluralRule, Plurals
from search_app.language.sentences import SentenceEnds
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
b4 cuz dunno gonna gotta idk u wanna wat wats
""")
# `tax` too: what is tax-deductible is no deductible.
_PREFIXES = word_table(
    "anti co counter cross de dis ex inter intra mis non post pre pro pseudo quasi re self semi sub tax un"
)
_QUESTION_WORDS = word_table("are can could did do does how is should was what whats when where which who why will")
_QUESTION_ENDINGS = word_table("apply applies mean means stand work works")
_ASKING_WORDS = (
    word_table("""
answer basic basics beginner beginners called clarify define defined definition definitions describe described
description detail details dummies eli5 english everything exactly example examples explain explained explaining
explanation explanations fact facts faq find glossary guide hello help hey hi info information intro introduction kids
know language layman laymans laymen learn look looking mean meaning meanings need needed needs note notes overview plain
please pls plz quick quickly read really search short show simple simply summary teach tell term terms thanks
think understand understanding understood want wants wiki wikipedia word words
""")
    | _QUESTION_ENDINGS
)
_COMPARING_WORDS = word_table("""
against and better compare compared comparing comparison between difference differences different differ n or than v
versus vs
""")

# Abbreviations before the word that they belong to.
_LEADING_ABBREVIATIONS = word_table("""
Adm approx Atty Brig c ca Capt cf Chas Cmdr Col Cpl Dr e.g Esq Ft Gen Geo Gov Govs Hon i.e Jas Lt Lts Maj Messrs Mlle
Mme Mr Mrs Ms Mt Mts Pres Prof Profs Pvt Rep Reps Rev Sen Sens Sgt St Ste Supt v viz vs Wm
""")
_ABBREVIATIONS = word_table("""
Admin al Amend App Art Arts Assn Assoc Auth Ave Bd Blvd Bros Bull Bur Ch Chs Cir Cl Co Comm Const Corp Cos Ct
Ctr Cty Dept Dev Dist Div Ed Eds Educ Eng Est et Ext Fed Fig Figs Fin Govt Hosp Inc Inst Intl Jr Lab
Lib Ltd Mfg Mgmt Natl No Nos Op Ord p para paras Ph.D Pkwy Pl Pol pp Pt Pub Rec Rd Reg Regs Rels Rep Res Rev Sch
Sec Secs Ser Servs Soc Sq Sr Sta Stat Stats Subch Subd Subpt Supp Tech Ter Tit Treas Univ Vol Vols
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
Ala Ariz Ark Cal Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Me Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa
Tenn Tex Va Vt Wash Wis Wyo
oz sq
""")
_NUMBERED_ABBREVIATIONS = word_table("""
bk ch chs cl col est ex exec exh fig figs min max no nos p para paras pp pt pts reg rev sec secs subch tit
ver vol vols
""")
_OPENINGS = _STOP_WORDS | word_table("""
although besides both each every few however many most no not others people
""")

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
""".split()  # noqa: SIM905  one line a word otherwise
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
# Roman numerals that are nothing else: `IV`, `VI`, `XI`, `XL` are, and count as numbers behind `_NUMBERED` alone.
_ROMAN_NUMERALS = (2, 3, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19)
_NUMBERED = word_table("""
act amendment appendix article book chapter chapters class division factor form grade group level part parts phase rule
schedule section sections stage step subchapter subpart subtitle tier title titles type volume war
""")


def _number_stems() -> dict[str, str]:
    """Return the stems of numbers in words, but `one`, and of Roman numerals: digits; and those of ordinals."""
    cardinals = dict(enumerate(_UNITS + _TEENS, 1))
    for tens, word in enumerate(_TENS, 2):
        cardinals[10 * tens] = word
        cardinals |= {10 * tens + number: word + unit for number, unit in enumerate(_UNITS, 1)}
    found = {word: str(number) for number, word in cardinals.items() if number > 1}
    found |= {roman(number): str(number) for number in _ROMAN_NUMERALS}
    for number, word in enumerate(_ORDINALS, 1):
        found[f"{number}{_ORDINAL_ENDINGS.get(number, 'th')}"] = word
    return found | {"1⁄2": "half", "1⁄4": "quarter"}


_POSSESSIVE = re.compile("['’‘ʼ＇]s$", re.IGNORECASE)
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
_stem = snowball("english", respell=american, stems=_number_stems())
_numerals = Numerals(
    after=_NUMBERED,
    values={"one": "1"} | {roman(each): str(each) for each in range(1, 40) if each not in _ROMAN_NUMERALS},
    pronouns=("i",),
)

ENGLISH = Language(
    code="en",
    words=tokenizer(_normal_form, _stem, _numerals),
    normal_form=_normal_form,
    stem=_stem,
    sound=english_sound,
    other_sounds=other_english_sounds,
    common_words=english_words,
    sentence_ends=SentenceEnds(
        _LEADING_ABBREVIATIONS, _ABBREVIATIONS, openings=_OPENINGS, numbered=_NUMBERED_ABBREVIATIONS
    ),
    plurals=_PLURALS,
    prefixes=_PREFIXES,
    stop_words=_STOP_WORDS,
    question_words=_QUESTION_WORDS,
    question_endings=_QUESTION_ENDINGS,
    asking_words=_ASKING_WORDS,
    comparing_words=_COMPARING_WORDS,
    numerals=_numerals,
)
