"""The Whoosh schema: every part of a term by itself for field queries, and all of it as `entry` for ranking.

Ranking looks at one field. Scoring each part by itself and boosting names ruins searches by description,
because a word in a short name then outweighs the whole text; names are a matter of tiers (ranking.py).
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from whoosh.fields import ID, KEYWORD, TEXT, Schema

from search_app.glossary.render import Entry
from search_app.search.analysis import EntryAnalyzer

# How often a part's words count in `entry`: moderate weights, as repetitions.
ENTRY_WEIGHTS = {
    "name": 3, "aliases": 3, "asked_as": 2, "definition": 2, "example": 1, "misuse": 1, "benefits": 1, "conclusion": 1,
}  # fmt: skip
PARTS = tuple(ENTRY_WEIGHTS)


def schema() -> Schema:
    """Return a new schema; documents stand in the index in the order of the entries."""
    analyzer = EntryAnalyzer()
    fields = {part: TEXT(analyzer=analyzer, phrase=True) for part in PARTS}
    slug, category = ID(stored=True, unique=True), KEYWORD(lowercase=True)
    return Schema(slug=slug, category=category, entry=TEXT(analyzer=analyzer), **fields)


def document(entry: Entry) -> dict[str, str]:
    """Return `entry` as a document of the schema."""
    texts = {"name": entry.name, "aliases": " · ".join(entry.aliases), "asked_as": " · ".join(entry.asked_as)}
    for passage in entry.passages:
        texts[passage.kind] = f"{texts[passage.kind]} · {passage.text}" if passage.kind in texts else passage.text
    weighted = " · ".join(text for part, text in texts.items() for _ in range(ENTRY_WEIGHTS[part]) if text)
    return {"slug": entry.slug, "category": " ".join(entry.categories), "entry": weighted, **texts}


@cache
def fingerprint() -> str:
    """Return what changes with the code that decides what is in a generation: rendering, analysis, derived files.

    A generation built by other code is refused and built anew.
    """
    package = Path(__file__).parent.parent
    files = sorted([*(package / "glossary").glob("*.py"), *(package / "search").glob("*.py")])
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
