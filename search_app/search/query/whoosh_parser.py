"""Whoosh's query parser, for operator queries of unusual forms."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache

from whoosh import qparser
from whoosh.fields import Schema
from whoosh.query import NullQuery, Phrase, Prefix, Query, Term

from search_app.glossary.naming import slugify
from search_app.language.folding import fold
from search_app.search.index.lexicon import Lexicon
from search_app.search.query.syntax_tree import Beginning

log = logging.getLogger(__name__)


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
