"""The Whoosh schema: all of a term as `entry`, for ranking, and its names by themselves, for `name:`.

Ranking looks at one field. Scoring each part by itself and boosting names ruins searches by description,
because a word in a short name then outweighs the whole text; names are a matter of tiers (ranking.py).
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from whoosh.fields import ID, KEYWORD, TEXT, Schema

from search_app.search.analysis import EntryAnalyzer, TokenStream
from search_app.search.cards import NAMES, Tokenized

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


def schema() -> Schema:
    """Return a new schema."""
    analyzer = EntryAnalyzer()
    return Schema(
        slug=ID(stored=True, unique=True),
        category=KEYWORD(lowercase=True),
        name=TEXT(analyzer=analyzer),
        entry=TEXT(analyzer=analyzer),
    )


def document(tokenized: Tokenized) -> dict[str, Any]:
    """Return an entry as a document of the schema."""
    entry = tokenized.entry
    return {
        "slug": entry.slug,
        "category": " ".join(entry.categories),
        "name": _stream(tokenized, NAMES),
        "entry": _stream(tokenized, tuple(WEIGHTS)),
    }


def _stream(tokenized: Tokenized, kinds: tuple[str, ...]) -> TokenStream:
    tokens, base = [], 0
    for kind, _, _, found in tokenized.parts:
        if kind in kinds and found:
            tokens += [(word.stem, base + word.position, WEIGHTS[kind]) for word in found]
            base += found[-1].position + GAP
    return TokenStream(tokens)


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
    "american", "analysis", "build", "cards", "columns", "derived", "fulltext", "lexicon", "names", "nametables",
    "postings", "related", "schema", "similar", "spelling", "tables", "topics",
)  # fmt: skip
