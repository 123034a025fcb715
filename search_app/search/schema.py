"""The Whoosh schema: all of a term as `entry`, for ranking, and its names by themselves, for `name:`.

Ranking looks at one field. Scoring each part by itself and boosting names ruins searches by description,
because a word in a short name then outweighs the whole text; names are a matter of tiers (ranking.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.formats import Positions

from search_app.search.analysis import EntryAnalyzer
from search_app.search.cardtables import NAMES, Tokenized

# How much a word counts in `entry`, by the part it stands in: moderate weights.
WEIGHTS = {
    "name": 1.0,
    "alias": 1.0,
    "asked_as": 2.0,
    "definition": 2.0,
    "example": 1.0,
    "misuse": 1.0,
    "benefits": 1.0,
    "conclusion": 1.0,
}
GAP = 100  # positions between two parts, so that no phrase reaches from one into the other

Posting = tuple[bytes, int, float, bytes]  # a term, how often it occurs, its weight, and where it stands


class EntryText(TEXT):  # type: ignore[misc]
    """A field whose documents come with their postings, made from words that are known already."""

    def __init__(self) -> None:
        super().__init__(analyzer=EntryAnalyzer())

    def index(self, value: Any, **kwargs: Any) -> Iterator[Posting]:
        """Return the postings of a text: those it comes with, or those of its analysis."""
        return iter(value) if isinstance(value, tuple) else super().index(value, **kwargs)


def schema() -> Schema:
    """Return a new schema."""
    return Schema(
        slug=ID(stored=True, unique=True),
        category=KEYWORD(lowercase=True),
        name=EntryText(),
        entry=EntryText(),
    )


def document(tokenized: Tokenized) -> dict[str, Any]:
    """Return an entry as a document of the schema."""
    entry = tokenized.entry
    return {
        "slug": entry.slug,
        "category": " ".join(entry.categories),
        "name": _postings(tokenized, NAMES),
        "entry": _postings(tokenized, tuple(WEIGHTS)),
    }


def _postings(tokenized: Tokenized, kinds: tuple[str, ...]) -> tuple[Posting, ...]:
    """Return the postings of the parts of these kinds, one after the other."""
    places: dict[str, list[int]] = {}
    weights: dict[str, float] = {}
    base = 0
    for kind, _, _, found in tokenized.parts:
        if kind not in kinds or not found:
            continue
        weight = WEIGHTS[kind]
        for word in found:
            stem = word.stem
            if stem in places:
                places[stem].append(base + word.position)
                weights[stem] += weight
            else:
                places[stem] = [base + word.position]
                weights[stem] = weight
        base += found[-1].position + GAP
    return tuple((_encoded(stem), len(at), weights[stem], _format(*at)) for stem, at in places.items())


@lru_cache(maxsize=200_000)
def _encoded(stem: str) -> bytes:
    return stem.encode()


@lru_cache(maxsize=50_000)
def _format(*positions: int) -> bytes:
    return bytes(_POSITIONS.encode(positions))


_POSITIONS = Positions()  # Whoosh's format of what stands in a posting


@cache
def fingerprint() -> str:
    """Return what changes with the code that decides what is in a generation.

    A generation built by other code is refused and built anew.
    """
    here = Path(__file__).parent
    files = [*sorted((here.parent / "glossary").glob("*.py")), *(here / f"{name}.py" for name in BUILDING)]
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


# The modules of this package whose code decides what is in a generation.
BUILDING = (
    "american", "analysis", "build", "cards", "cardtables", "columns", "derived", "fulltext", "lexicon", "names",
    "nametables", "postings", "related", "sayings", "schema", "segments", "shares", "similar", "spelling", "splicing",
    "tables", "topics",
)  # fmt: skip
