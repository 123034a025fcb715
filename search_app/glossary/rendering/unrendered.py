"""An entry becomes the term that it was rendered from: exports are made of what is published, not of files."""

from __future__ import annotations

from typing import Any

from search_app.glossary.citations import link
from search_app.glossary.model import Source, Term
from search_app.glossary.rendering.entry import Entry

_SINGLE = ("definition", "misuse", "actions", "benefits", "conclusion")


def term_of(entry: Entry) -> Term:
    """Return the term of `entry`, as its author wrote it."""
    texts: dict[str, Any] = {passage.kind: passage.markdown for passage in entry.passages if passage.kind in _SINGLE}
    return Term(
        slug=entry.slug,
        name=entry.name,
        categories=entry.categories,
        aliases=entry.aliases,
        asked_as=entry.asked_as,
        examples=tuple(passage.markdown for passage in entry.passages if passage.kind == "example"),
        further=tuple((passage.title, passage.markdown) for passage in entry.passages if passage.kind == "further"),
        related=entry.related,
        updated=entry.updated,
        not_linked=entry.not_linked,
        changes=entry.changes,
        sources=tuple(map(_written, entry.sources)),
        help=entry.help,
        reviewed=entry.reviewed,
        broader=entry.broader,
        **{"definition": "", **texts},
    )


def _written(source: Source) -> Source:
    """Return a source without the address that was made from its citation."""
    bare = Source(source.text)
    return bare if link(bare) == source.url else source
