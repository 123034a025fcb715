"""What a visitor typed -> what is looked up.

Plain words are read here; a query with operators (`"phrase"`, `-word`, `OR`, `name:`, `category:`, `word*`)
is read by Whoosh's parser, and one that does not parse is plain words after all.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from whoosh import qparser
from whoosh.fields import Schema
from whoosh.query import NullQuery, Phrase, Prefix, Query, Term
from whoosh.reading import IndexReader

from search_app.glossary.naming import fold, slugify
from search_app.search.analysis import STOP_WORDS, Word, stem, words
from search_app.search.lexicon import Lexicon
from search_app.search.tables import SortedStrings

_OPERATOR = re.compile(r'"[^"]*\w[^"]*"|(?:^|\s)-\w|(?:^|\s)OR\s|(?:^|\s)(?:name|category):\S|\w\*(?=\s|$)')
_SIGNS = ('"', "-", "OR", ":", "*")  # one of them stands in every operator

_QUESTION_WORDS = """
are can could did do does how is should was what whats when where which who why will
"""
QUESTION_WORDS = frozenset(_QUESTION_WORDS.split())
QUESTION_ENDINGS = frozenset(["apply", "applies", "mean", "means", "stand", "work", "works"])
SUBJECTS = 24  # runs of words looked up as the subject of a question
JOINED_UP_TO = 8  # words of a query whose neighbours are tried as one word

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PlainQuery:
    """Words to look up: all of them, and those that say something (all, if none does)."""

    text: str
    words: tuple[Word, ...]
    content: tuple[Word, ...]
    content_text: str

    @property
    def stems(self) -> list[str]:
        """The stems of the words that say something, each once."""
        return list(dict.fromkeys([word.stem for word in self.content]))

    def subjects(self) -> list[str]:
        """Return what a question may be about, longest first: `wage claim` in `how does a wage claim work`."""
        if len(self.words) < 2 or self.words[0].surface not in QUESTION_WORDS:
            return []
        surfaces = [word.surface for word in self.content]
        while len(surfaces) > 1 and surfaces[-1] in QUESTION_ENDINGS:
            surfaces.pop()
        runs = [
            surfaces[start : start + length]
            for length in range(len(surfaces), 1, -1)
            for start in range(len(surfaces) - length + 1)
        ]
        return [" ".join(run) for run in [surfaces, *runs]][:SUBJECTS]


def read_plain(text: str) -> PlainQuery:
    """Return the words of `text`; stop words fall away unless nothing else is there."""
    found: list[Word] = []
    for word in words(text):
        if word.surface and not (found and found[-1].position == word.position):  # joined forms come with stem_groups
            found.append(word)
    content = tuple([word for word in found if word.surface not in STOP_WORDS])
    content = content or tuple(found)
    return PlainQuery(text, tuple(found), content, " ".join([word.surface for word in content]))


def has_operators(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) and bool(_OPERATOR.search(text))


def parse_operators(text: str, schema: Schema, lexicon: Lexicon) -> Query | None:
    """Return the query that `text` spells out, or None when it holds nothing to look for."""
    parser = qparser.QueryParser("entry", schema, plugins=_plugins('"' in text, "*" in text, ":" in text))
    try:
        query = parser.parse(text).accept(lambda node: _expand(node, lexicon)).normalize()
    except Exception:  # Whoosh raises what it likes; a visitor's typing is never an error
        log.debug("not a query: %r", text, exc_info=True)
        return None
    return None if query == NullQuery else query


@cache
def _plugins(phrases: bool, beginnings: bool, fields: bool) -> list[qparser.Plugin]:
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


class Beginning(Prefix):  # type: ignore[misc]
    """The words that begin with `text`, by their stems, which themselves need not begin so; scored as those are."""

    def __init__(self, fieldname: str, text: str, lexicon: Lexicon) -> None:
        super().__init__(fieldname, text, constantscore=False)
        self.lexicon = lexicon

    def _btexts(self, ixreader: IndexReader) -> list[bytes]:
        """Return the stems; only Whoosh asks, the executor has them as numbers."""
        found = {stem(word) for word in self.lexicon.beginning(self.text)}
        return [text.encode() for text in sorted(found) if (self.fieldname, text) in ixreader]


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


def stem_groups(query: PlainQuery, stems: SortedStrings) -> list[list[int]]:
    """Return for each of the query's stems the numbers of those any of which will do; an unknown word has none.

    A word may be met by its own stem, or by the joined form of it and its neighbours: `co pay` as `copay`.
    """
    numbers = {each: stems.find(each) for each in query.stems}
    groups = {each: [number] if number >= 0 else [] for each, number in numbers.items()}
    if len(query.words) <= JOINED_UP_TO:
        for run in runs(query.words, 2, 3):
            number = stems.find(stem("".join(word.surface for word in run)))
            if number >= 0:
                for word in run:
                    if word.stem in groups and number not in groups[word.stem]:
                        groups[word.stem].append(number)
    return list(groups.values())


def runs(found: Sequence[Word], shortest: int, longest: int) -> Iterator[Sequence[Word]]:
    """Yield all runs of so many words."""
    for length in range(shortest, longest + 1):
        for start in range(len(found) - length + 1):
            yield found[start : start + length]
