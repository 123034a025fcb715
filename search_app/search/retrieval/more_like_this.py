"""Entries with similar text: a search for the most characteristic words of an entry, as Lucene's MoreLikeThis does."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from search_app.search.index.postings import Postings, StemDictionary
from search_app.search.retrieval.scoring import match_words, word_lists

CONTENT_WORDS = 16  # of a text, the rarest first
MOST_COMMON = 0.1  # words in more than this share of the entries are no sign of similarity


def more_like_this(ordinal: int, stems: Collection[int], postings: Postings, entries: int, limit: int) -> list[int]:
    """Return up to `limit` entries similar to the one with this ordinal and these stems, best first."""
    chosen = content_stems(stems, postings.stems, entries)
    if not chosen:
        return []
    found = match_words(word_lists(postings, [[stem] for stem in chosen]))
    order = np.lexsort((found.docs, -found.scores))[: limit + 1]
    return [other for other in found.docs[order].tolist() if other != ordinal][:limit]


def content_stems(stems: Collection[int], dictionary: StemDictionary, entries: int) -> list[int]:
    """Return the most characteristic of the stems of a text, the rarest first."""
    most = max(2, int(entries * MOST_COMMON))
    by_rarity = sorted((dictionary.frequency(stem), stem) for stem in stems)
    return [stem for frequency, stem in by_rarity if 1 < frequency <= most][:CONTENT_WORDS]
