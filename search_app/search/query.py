"""What a visitor typed -> what is looked up.

Plain words are read here; a query with operators (`"phrase"`, `-word`, `OR`, `name:`, `category:`, `word*`)
is read by Whoosh's parser, and one that does not parse is plain words after all.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from whoosh import qparser
from whoosh.fields import Schema
from whoosh.query import And, NullQuery, Or, Phrase, Prefix, Query, Term

from search_app.glossary.naming import fold, slugify
from search_app.search.analysis import STOP_WORDS, Word, stem, words
from search_app.search.spelling import Speller

_OPERATOR = re.compile(r'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)OR\s|(?:^|\s)(?:name|category):\S|\w\*(?=\s|$)')

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlainQuery:
    """Words to look up. `content` is `text` without the words that say nothing (all of them, if all do)."""

    text: str
    content: tuple[Word, ...]

    @property
    def content_text(self) -> str:
        return " ".join(word.surface for word in self.content)


def read_plain(text: str) -> PlainQuery:
    """Return the words of `text`; stop words fall away unless nothing else is there."""
    found = list(words(text))
    content = tuple(word for word in found if word.surface not in STOP_WORDS)
    return PlainQuery(text, content or tuple(found))


def has_operators(text: str) -> bool:
    return bool(_OPERATOR.search(text))


def parse_operators(text: str, schema: Schema, speller: Speller) -> Query | None:
    """Return the query that `text` spells out, or None when it holds nothing to look for."""
    plugins = [
        qparser.WhitespacePlugin(),
        qparser.PhrasePlugin(),
        _Beginnings(),
        qparser.FieldsPlugin(r"(?P<text>name|category):"),
        qparser.OperatorsPlugin(And=None, AndNot=None, AndMaybe=None, Require=None, Not=r"(^|(?<=\s))-(?=[\w\"])"),
    ]
    parser = qparser.QueryParser("entry", schema, plugins=plugins)
    try:
        query = parser.parse(text).accept(lambda node: _expand(node, speller)).normalize()
    except Exception:  # Whoosh raises what it likes; a visitor's typing is never an error
        log.debug("not a query: %r", text, exc_info=True)
        return None
    return None if query == NullQuery else query


class _Beginnings(qparser.PrefixPlugin):  # type: ignore[misc]
    """`word*`, also behind a field's name: `name:deduct*`."""

    def __init__(self) -> None:
        super().__init__(r"(?P<text>[^\s:*\"]+)\*(?=\s|$)")


def _expand(node: Query, speller: Speller) -> Query:
    """Replace what the index cannot look up as it stands.

    `deductibl*` becomes the words that begin so, since stems need not; `category:"Employment Law"` the slug.
    """
    if isinstance(node, Phrase) and node.fieldname == "category":
        return Term("category", slugify(" ".join(node.words)))
    if not isinstance(node, Prefix) or node.fieldname == "category":
        return node
    found = {stem(word) for word in speller.beginning(fold(node.text))}
    return Or([Term(node.fieldname, each) for each in sorted(found)])


def alternatives(query: PlainQuery, speller: Speller) -> list[tuple[str, ...]]:
    """Return for each content word the stems any of which will do: the word, or the joined form of two.

    `co pay` is found as `copay`, and the joined form `words` gives for `co-pay` stands for both its parts.
    """
    stems: dict[int, list[str]] = {}
    previous: Word | None = None
    for word in query.content:
        stems.setdefault(word.position, []).append(word.stem)
        if previous and previous.position == word.position - 1 and speller.knows(previous.surface + word.surface):
            joined = next(words(previous.surface + word.surface)).stem
            stems[previous.position].append(joined)
            stems[word.position].append(joined)
        previous = word
    for word in query.content:  # a compound's later parts are also met by its joined form
        later = [place for place in stems if place > word.position]
        length = len(query.text[word.start : word.end].replace(" ", ""))
        if length > len(word.surface) and later:
            stems[later[0]].append(word.stem)
    return [tuple(dict.fromkeys(group)) for group in stems.values()]


def all_words(groups: list[tuple[str, ...]]) -> Query:
    """Return the query for entries that hold a word of every group."""
    return And([_any(group) for group in groups])


def some_words(groups: list[tuple[str, ...]]) -> Query:
    """Return the query for entries that hold a word of any group."""
    return Or([_any(group) for group in groups])


def _any(group: tuple[str, ...]) -> Query:
    terms = [Term("entry", stem) for stem in group]
    return terms[0] if len(terms) == 1 else Or(terms)
