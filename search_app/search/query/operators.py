"""Queries with operators: `"phrase"`, `-word`, `+word`, `OR`, `word*`, `name:` and the other fields.

Whoosh's parser searches for every operator at every letter, which takes longer than finding the answer. Queries of the
usual forms (words and phrases with signs before or between them) are therefore parsed here, into the same tree; a test
compares the two. Other forms are left to Whoosh's parser, and text that it cannot parse is searched as plain words.
"""

from __future__ import annotations

import re

from search_app.language.folding import fold
from search_app.language.language import Language
from search_app.language.tokens import first_readings
from search_app.search.query.syntax_tree import And, Field, Not, Or, Phrase, Prefix, Query, Term, joined
from search_app.search.query.typed_operators import FIELDS, one_spelling
from search_app.search.query.whoosh_parser import parse_any

_OPERATOR = re.compile(
    rf'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)\+(?:[^\W\d_]|"\w)|(?:^|\s)OR\s|(?:^|\s)[-+]?(?:{FIELDS}):\S|\w\*(?=\s|$)'
)
# Every operator contains one of these; this is faster to rule out.
_SIGN = re.compile(r'["\-:*+]|OR|NOT|[“„«‘‚‹＂‐‑‒–—―−]|(?:^|\s)\'')

_WORD = r"[^\W_]+(?:\+\+?|#)?"
_TEXT_FIELDS = FIELDS.replace("|category", "")
_PIECE = (
    rf'([-+]?)(?:({_TEXT_FIELDS}):)?(?:"({_WORD}(?: {_WORD})*)"|({_WORD})(\*?))'  # sign, field, phrase; or word, `*`
)
_USUAL = re.compile(rf"{_PIECE}(?: {_PIECE})*")
_EACH = re.compile(_PIECE)
_REQUIRED = re.compile(r"(?:^|(?<=\s))\+(?=\S)")  # every word is required anyway


def has_operators(text: str, language: Language) -> bool:
    return bool(_SIGN.search(text) and _OPERATOR.search(one_spelling(text, language)))


def parse_operators(text: str, language: Language) -> Query | None:
    """Return the query that `text` spells out, or None if nothing in it can be searched for."""
    text = one_spelling(text, language)
    return parse_usual(text, language) or parse_any(_REQUIRED.sub("", text), language)


def parse_usual(text: str, language: Language) -> Query | None:
    """Return the query in a text of the usual forms, or None for other forms."""
    if not _USUAL.fullmatch(text):
        return None
    alternatives: list[list[Query]] = []
    joining = True  # the next piece is the first, or follows an OR
    for piece in _EACH.finditer(text):
        if piece[0] == "OR":
            if joining:  # no operand before it
                return None
            joining = True
            continue
        leaf = _leaf(piece, language)
        if leaf is None:
            return None
        if alternatives and joining:
            alternatives[-1].append(leaf)
        else:
            alternatives.append([leaf])
        joining = False
    if joining:  # no operand after the last OR
        return None
    return joined(And, [joined(Or, either) for either in alternatives])


def _leaf(piece: re.Match[str], language: Language) -> Query | None:
    """Return the query of a piece, or None if its word consists of several, such as Chinese ones."""
    sign, named, phrase, word, is_prefix = piece.groups()
    field = Field(named or Field.ENTRY)
    leaf: Query
    if is_prefix:
        leaf = Prefix(field, fold(word))
    else:
        stems = tuple([each.stem for each in first_readings(language.words(word or phrase))])
        if not stems or (word and len(stems) > 1):
            return None
        leaf = Term(field, stems[0]) if len(stems) == 1 else Phrase(field, stems)
    return Not(leaf) if sign == "-" else leaf
