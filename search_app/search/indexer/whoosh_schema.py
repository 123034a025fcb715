"""The Whoosh schema: all of a term as `entry`, for ranking, and its names by themselves, for `name:`.

Ranking uses one field. Scoring each part by itself and boosting names ruins searches by description, because a word in
a short name then outweighs the whole text; matches of names are ranked by tiers instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from whoosh.analysis import Analyzer, Token
from whoosh.fields import ID, KEYWORD, TEXT, Schema

from search_app.language.language import Language
from search_app.search.index.document_writer import NAMES, TokenizedEntry
from search_app.search.index.fields import GAP, WEIGHTS
from search_app.search.indexer.whoosh_codec import PackedPositions

_POSITIONS = PackedPositions()

Posting = tuple[bytes, int, float, bytes]  # a term, its frequency, its weight, its positions


class EntryText(TEXT):  # type: ignore[misc]
    """A field whose documents come with their postings, since their words are known already."""

    def __init__(self, language: Language) -> None:
        super().__init__(analyzer=EntryAnalyzer(language))
        self.format = _POSITIONS

    def index(self, value: Any, **kwargs: Any) -> Iterator[Posting]:
        """Return the postings of a document, or those of a text after analysis."""
        return iter(value) if isinstance(value, tuple) else super().index(value, **kwargs)


def schema(language: Language) -> Schema:
    """Return a new schema."""
    return Schema(
        slug=ID(stored=True, unique=True),
        category=KEYWORD(lowercase=True),
        name=EntryText(language),
        entry=EntryText(language),
    )


def document(tokenized: TokenizedEntry) -> dict[str, Any]:
    """Return an entry as a document of the schema."""
    entry = tokenized.entry
    return {
        "slug": entry.slug,
        "category": " ".join(entry.categories),
        "name": _postings(tokenized, NAMES),
        "entry": _postings(tokenized, tuple(WEIGHTS)),
    }


def _postings(tokenized: TokenizedEntry, kinds: tuple[str, ...]) -> tuple[Posting, ...]:
    """Return the postings of the parts of these kinds, as one text."""
    places: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    base = 0
    for kind, _, _, found in tokenized.parts:
        if kind not in kinds or not found:
            continue
        weight = WEIGHTS[kind]
        for word in found:
            places.setdefault(word.stem, []).append(base + word.position)
            weights[word.stem] = weights.get(word.stem, 0.0) + weight
        base += found[-1].position + GAP
    return tuple((stem.encode(), len(at), weights[stem], _format(*at)) for stem, at in places.items())


@lru_cache(maxsize=50_000)
def _format(*positions: int) -> bytes:
    return _POSITIONS.encode(positions)


class EntryAnalyzer(Analyzer):  # type: ignore[misc]
    """An analyzer over the words of a language; as in Whoosh's own, one Token object is reused for all of them.

    Queries get no joined forms: in a phrase every word follows the one before.
    """

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, value: str, mode: str = "", **kwargs: Any) -> Iterator[Token]:
        token = Token(positions=True, chars=True, mode=mode)
        last = -1
        for word in self.language.words(value):
            if mode == "query" and word.position == last:
                continue
            last = token.pos = word.position
            token.text, token.startchar, token.endchar = word.stem, word.start, word.end
            yield token
