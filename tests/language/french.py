"""A language of a few rules, which the package does not have: what speaks it names no language itself."""

from __future__ import annotations

import re

from search_app.language.folding import normalizer
from search_app.language.language import Language, word_table
from search_app.language.plurals import PluralRule, Plurals
from search_app.language.sentences import SentenceEnds
from search_app.language.stemming import snowball
from search_app.language.tokens import tokenizer

_STOP_WORDS = word_table("a au ce de des du elle est et il la le les mon on ou par pour que quel un une vous")
_normal_form = normalizer(re.compile("^[ldmnstcj]['’]", re.IGNORECASE))
_stem = snowball("french", respell=str)

FRENCH = Language(
    code="fr",
    words=tokenizer(_normal_form, _stem),
    normal_form=_normal_form,
    stem=_stem,
    sound=lambda word: word.replace("eau", "o").replace("ph", "f").rstrip("estx"),
    other_sounds=lambda word: (),
    common_words=lambda: ("bonjour", "merci"),
    sentence_ends=SentenceEnds({"M"}, {"art"}, openings=_STOP_WORDS),
    plurals=Plurals((PluralRule("aux", "al", 5), PluralRule("s", "", 4))),
    prefixes=frozenset({"non"}),
    stop_words=_STOP_WORDS,
    question_words=word_table("que quel comment"),
    question_endings=frozenset(),
    asking_words=word_table("definir definition expliquez"),
    comparing_words=word_table("ou difference entre"),
)
