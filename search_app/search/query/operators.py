"""Queries with operators: `"phrase"`, `-word`, `OR`, `name:`, `category:`, `word*`.

Whoosh's parser reads them, and what it cannot read is plain words after all. It looks for every operator at every
letter, which takes longer than finding the answer; so queries of the usual forms, words and phrases with signs between
them, are read here, into the very tree that Whoosh makes of them (a test holds the two together).
"""

from __future__ import annotations

import re

from whoosh.fields import Schema
from whoosh.query import And, Not, Or, Phrase, Query, Term

from search_app.language.english import ENGLISH
from search_app.language.folding import fold
from search_app.search.index.lexicon import Lexicon
from search_app.search.query.syntax_tree import Beginning
from search_app.search.query.whoosh_parser import parse_any

_OPERATOR = re.compile(r'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)OR\s|(?:^|\s)(?:name|category):\S|\w\*(?=\s|$)')
_SIGNS = ('"', "-", "OR", ":", "*")  # one of them stands in every operator

_WORD = r"[^\W_]+"
_PIECE = (
    rf'(-?)(name:)?(?:"({_WORD}(?: {_WORD})*)"|({_WORD})(\*?))'  # not; field; phrase, or word and whether it goes on
)
_USUAL = re.compile(rf"{_PIECE}(?: {_PIECE})*")
_EACH = re.compile(_PIECE)


def has_operators(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) and bool(_OPERATOR.search(text))


def parse_operators(text: str, schema: Schema, lexicon: Lexicon) -> Query | None:
    """Return the query that `text` spells out, or None when it holds nothing to look for."""
    return read_usual(text, lexicon) or parse_any(text, schema, lexicon)


def read_usual(text: str, lexicon: Lexicon) -> Query | None:
    """Return the query that a text of the usual forms spells out, or None for other forms."""
    if not _USUAL.fullmatch(text):
        return None
    alternatives: list[list[Query]] = []
    joining = True  # what comes next stands at the beginning, or behind an OR
    for piece in _EACH.finditer(text):
        if piece[0] == "OR":
            if joining:  # nothing stands before it
                return None
            joining = True
            continue
        if alternatives and joining:
            _add(alternatives[-1], _leaf(piece, lexicon))
        else:
            alternatives.append([_leaf(piece, lexicon)])
        joining = False
    if joining:  # nothing stands after it
        return None
    every: list[Query] = []
    for either in alternatives:
        _add(every, either[0] if len(either) == 1 else Or(either))
    return every[0] if len(every) == 1 else And(every)


def _leaf(piece: re.Match[str], lexicon: Lexicon) -> Query:
    negated, named, phrase, word, goes_on = piece.groups()
    field = "name" if named else "entry"
    if word:
        stem = ENGLISH.stem(ENGLISH.normal_form(word))
        leaf = Beginning(field, fold(word), lexicon) if goes_on else Term(field, stem)
    else:
        stems = [ENGLISH.stem(ENGLISH.normal_form(each)) for each in phrase.split(" ")]
        leaf = Term(field, stems[0]) if len(stems) == 1 else Phrase(field, stems)
    return Not(leaf) if negated else leaf


def _add(queries: list[Query], query: Query) -> None:
    """Add a query unless it is there already."""
    if query not in queries:
        queries.append(query)
