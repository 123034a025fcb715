"""A few rules of French: what a further language takes."""

from __future__ import annotations

import re

from search_app.language.folding import normalizer
from search_app.language.language import Language, word_table
from search_app.language.plurals import PluralRule, Plurals
from search_app.language.sentences import sentence_splitter
from search_app.language.stemming import snowball
from search_app.language.tokens import tokenizer

_normal_form = normalizer(re.compile("^(?:d|j|l|n|qu|s)['’]", re.IGNORECASE))
_stem = snowball("french", respell=str)
FRENCH = Language(
    code="fr",
    words=tokenizer(_normal_form, _stem),
    normal_form=_normal_form,
    stem=_stem,
    sound=str,
    other_sounds=list,
    common_words=tuple,
    sentence_ends=sentence_splitter(word_table("M Mme"), word_table("etc"), openings=word_table("le la les")),
    plurals=Plurals((PluralRule("aux", "al", 5), PluralRule("s", "", 4))),
    prefixes=word_table("non anti"),
    stop_words=word_table("le la les de un une"),
    question_words=word_table("quel quelle est"),
    question_endings=word_table("signifie"),
    asking_words=word_table("definir expliquer"),
    comparing_words=word_table("ou contre"),
)
