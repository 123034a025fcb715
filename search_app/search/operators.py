"""Queries with operators: `"phrase"`, `-word`, `OR`, `name:`, `category:`, `word*`.

Whoosh's parser reads them, and what it cannot read is plain words after all. It looks for every operator at every
letter, which takes longer than finding the answer; so queries of the usual forms, words and phrases with signs between
them, are read here, into the very tree that Whoosh makes of them (a test holds the two together).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cache

from whoosh import qparser
from whoosh.fields import Schema
from whoosh.query import And, Not, NullQuery, Or, Phrase, Prefix, Query, Term
from whoosh.reading import IndexReader

from search_app.glossary.naming import fold, slugify
from search_app.search.analysis import normal_form, stem
from search_app.search.lexicon import Lexicon

_OPERATOR = re.compile(r'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)OR\s|(?:^|\s)(?:name|category):\S|\w\*(?=\s|$)')
_SIGNS = ('"', "-", "OR", ":", "*")  # one of them stands in every operator

_WORD = r"[^\W_]+"
_PIECE = (
    rf'(-?)(name:)?(?:"({_WORD}(?: {_WORD})*)"|({_WORD})(\*?))'  # not; field; phrase, or word and whether it goes on
)
_USUAL = re.compile(rf"{_PIECE}(?: {_PIECE})*")
_EACH = re.compile(_PIECE)

log = logging.getLogger(__name__)


class Beginning(Prefix):  # type: ignore[misc]
    """The words that begin with `text`, by their stems, which themselves need not begin so; scored as those are."""

    def __init__(self, fieldname: str, text: str, lexicon: Lexicon) -> None:
        super().__init__(fieldname, text, constantscore=False)
        self.lexicon = lexicon

    def _btexts(self, ixreader: IndexReader) -> list[bytes]:
        """Return the stems; only Whoosh asks, the executor has them as numbers."""
        found = {stem(word) for word in self.lexicon.beginning(self.text)}
        return [text.encode() for text in sorted(found) if (self.fieldname, text) in ixreader]


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
        leaf = Beginning(field, fold(word), lexicon) if goes_on else Term(field, stem(normal_form(word)))
    else:
        stems = [stem(normal_form(each)) for each in phrase.split(" ")]
        leaf = Term(field, stems[0]) if len(stems) == 1 else Phrase(field, stems)
    return Not(leaf) if negated else leaf


def _add(queries: list[Query], query: Query) -> None:
    """Add a query unless it is there already."""
    if query not in queries:
        queries.append(query)


def parse_any(text: str, schema: Schema, lexicon: Lexicon) -> Query | None:
    """Return the query that Whoosh's parser reads in a text, or None when it finds nothing to look for."""
    parser = qparser.QueryParser("entry", schema, plugins=_plugins('"' in text, "*" in text, ":" in text))
    try:
        query = parser.parse(text).accept(lambda node: _expand(node, lexicon)).normalize()
    except Exception:  # Whoosh raises what it likes; a visitor's typing is never an error
        log.debug("not a query: %r", text, exc_info=True)
        return None
    return None if query == NullQuery else query


@cache
def _plugins(phrases: bool, beginnings: bool, fields: bool) -> Sequence[qparser.Plugin]:
    """Return the operators offered here as Whoosh's parser takes them; each costs a look at every letter."""
    operators = qparser.OperatorsPlugin(
        And=None, AndNot=None, AndMaybe=None, Require=None, Not=r"(^|(?<=\s))-(?=[\w\"])"
    )
    plugins = [qparser.WhitespacePlugin(), operators]
    if phrases:
        plugins.append(qparser.PhrasePlugin())
    if beginnings:
        plugins.append(_Beginnings())
    if fields:
        plugins.append(qparser.FieldsPlugin(r"(?P<text>name|category):"))
    return plugins


class _Beginnings(qparser.PrefixPlugin):  # type: ignore[misc]
    """`word*`, also behind a field's name: `name:deduct*`."""

    def __init__(self) -> None:
        super().__init__(r"(?P<text>[^\s:*\"]+)\*(?=\s|$)")


def _expand(node: Query, lexicon: Lexicon) -> Query:
    """Replace what the index cannot look up as it stands: `deductibl*`, and `category:"Employment Law"` by the slug."""
    if isinstance(node, Phrase) and node.fieldname == "category":
        return Term("category", slugify(" ".join(node.words)))
    if isinstance(node, Prefix) and node.fieldname != "category":
        return Beginning(node.fieldname, fold(node.text), lexicon)
    return node
