"""Queries with operators: `"phrase"`, `-word`, `OR`, `name:`, `category:`, `word*`.

Whoosh's parser searches for every operator at every letter, which takes longer than finding the answer. Queries of the
usual forms (words and phrases with signs before or between them) are therefore parsed here, into the same tree; a test
compares the two. Other forms are left to Whoosh's parser, and text that it cannot parse is searched as plain words.
"""

from __future__ import annotations

import re

from search_app.language.english import ENGLISH
from search_app.language.folding import fold
from search_app.search.query.syntax_tree import And, Field, Not, Or, Phrase, Prefix, Query, Term, joined
from search_app.search.query.whoosh_parser import parse_any

_OPERATOR = re.compile(r'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)OR\s|(?:^|\s)(?:name|category):\S|\w\*(?=\s|$)')
_SIGN = re.compile(r'["\-:*]|OR')  # every operator contains one; this is faster to rule out

_WORD = r"[^\W_]+"
_PIECE = rf'(-?)(name:)?(?:"({_WORD}(?: {_WORD})*)"|({_WORD})(\*?))'  # not, field, phrase; or word and its `*`
_USUAL = re.compile(rf"{_PIECE}(?: {_PIECE})*")
_EACH = re.compile(_PIECE)


def has_operators(text: str) -> bool:
    return bool(_SIGN.search(text) and _OPERATOR.search(text))


def parse_operators(text: str) -> Query | None:
    """Return the query that `text` spells out, or None if nothing in it can be searched for."""
    return parse_usual(text) or parse_any(text)


def parse_usual(text: str) -> Query | None:
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
        if alternatives and joining:
            alternatives[-1].append(_leaf(piece))
        else:
            alternatives.append([_leaf(piece)])
        joining = False
    if joining:  # no operand after the last OR
        return None
    return joined(And, [joined(Or, either) for either in alternatives])


def _leaf(piece: re.Match[str]) -> Query:
    negated, named, phrase, word, is_prefix = piece.groups()
    field = Field.NAME if named else Field.ENTRY
    leaf: Query
    if word:
        leaf = Prefix(field, fold(word)) if is_prefix else Term(field, ENGLISH.stem(ENGLISH.normal_form(word)))
    else:
        stems = tuple(ENGLISH.stem(ENGLISH.normal_form(each)) for each in phrase.split(" "))
        leaf = Term(field, stems[0]) if len(stems) == 1 else Phrase(field, stems)
    return Not(leaf) if negated else leaf
