"""Whoosh's query parser, for operator queries of unusual forms; its tree is translated into ours."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache

from whoosh import qparser
from whoosh import query as whoosh_query

from search_app.glossary.naming import slugify
from search_app.language.folding import fold
from search_app.language.language import Language
from search_app.search.indexer.whoosh_schema import EntryText, schema
from search_app.search.query.syntax_tree import (
    SECTIONS,
    And,
    Everything,
    Field,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    joined,
)
from search_app.search.query.typed_operators import FIELDS

log = logging.getLogger(__name__)


def parse_any(text: str, language: Language) -> Query | None:
    """Return the query that Whoosh's parser reads in `text`, or None if nothing in it can be searched for."""
    plugins = _plugins('"' in text, "*" in text, ":" in text)
    parser = qparser.QueryParser("entry", _schema(language), plugins=plugins)
    try:
        parsed = parser.parse(text).accept(_resolve_category).normalize()
    except Exception:  # Whoosh raises errors of any kind; text typed by a visitor is never an error
        log.debug("not a query: %r", text, exc_info=True)
        return None
    return _translated(parsed)


@cache
def _schema(language: Language) -> object:
    """Return the schema of the index with the sections, which have no field there."""
    known = schema(language)
    for field in SECTIONS:
        known.add(field.value, EntryText(language))
    return known


@cache
def _plugins(phrases: bool, prefixes: bool, fields: bool) -> Sequence[qparser.Plugin]:
    """Return the plugins of the operators that `text` may contain: each costs a search at every letter."""
    operators = qparser.OperatorsPlugin(
        And=None, AndNot=None, AndMaybe=None, Require=None, Not=r"(^|(?<=\s))-(?=[\w\"])"
    )
    plugins = [qparser.WhitespacePlugin(), operators]
    if phrases:
        plugins.append(qparser.PhrasePlugin())
    if prefixes:
        plugins.append(_PrefixPlugin())
    if fields:
        plugins.append(qparser.FieldsPlugin(rf"(?P<text>{FIELDS}):"))
    return plugins


class _PrefixPlugin(qparser.PrefixPlugin):  # type: ignore[misc]
    """`word*`, also behind the name of a field: `name:deduct*`."""

    def __init__(self) -> None:
        super().__init__(r"(?P<text>[^\s:*\"]+)\*(?=\s|$)")


def _resolve_category(node: whoosh_query.Query) -> whoosh_query.Query:
    """Replace a category written as a phrase, such as `category:"Employment Law"`, by its slug."""
    if isinstance(node, whoosh_query.Phrase) and node.fieldname == "category":
        return whoosh_query.Term("category", slugify(" ".join(node.words)))
    return node


def _translated(node: whoosh_query.Query) -> Query | None:  # noqa: PLR0911  one return a kind of node
    """Return Whoosh's tree as ours; a node of another kind finds nothing."""
    match node:
        case whoosh_query.Term():
            return Term(Field(node.fieldname), node.text)
        case whoosh_query.Phrase():
            return Phrase(Field(node.fieldname), tuple(node.words))
        case whoosh_query.Prefix():
            return Prefix(Field(node.fieldname), fold(node.text))
        case whoosh_query.Not():
            part = _translated(node.query)
            return Not(part) if part else None
        case whoosh_query.And() | whoosh_query.Or():
            parts = [part for child in node.subqueries if (part := _translated(child))]
            return joined(And if isinstance(node, whoosh_query.And) else Or, parts) if parts else None
        case whoosh_query.Every():
            return Everything()
    return None
