"""Entries with similar text."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from search_app.search.index.postings import Postings
from search_app.search.retrieval.embedded import match

SIMILAR = 40  # texts whose likeness counts
CONTENT_WORDS = 16  # of a text, by what they add to its score
COMMONEST = 0.1  # words in more than this share of the terms say nothing about likeness


def similar(ordinal: int, stems: Collection[int], postings: Postings, entries: int, limit: int) -> list[int]:
    """Return the ordinals of the entries most like the one with this ordinal and these stems, best first."""
    commonest = max(2, int(entries * COMMONEST))
    telling = sorted((postings.frequency(stem), stem) for stem in stems)
    chosen = [stem for frequency, stem in telling if 1 < frequency <= commonest][:CONTENT_WORDS]
    if not chosen:
        return []
    found = match(postings, [[stem] for stem in chosen])
    order = np.lexsort((found.docs, -found.scores))[: limit + 1]
    return [other for other in found.docs[order].tolist() if other != ordinal][:limit]
