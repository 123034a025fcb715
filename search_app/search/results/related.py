"""Related terms beside the results: the terms that the best hits link to and the page does not list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search_app.search.index.links import Links

HITS = 5  # whose related terms are offered
SHOWN = 6  # terms at the most


def related_to_hits(best: Sequence[int], links: Links, shown: Collection[int]) -> list[tuple[int, str]]:
    """Return the entries that the best hits link to, but for `shown` ones, each with its source.

    A link counts the more, the better its hit and the better its place among the hit's links (reciprocal rank).
    """
    votes: dict[int, float] = {}
    voters: dict[int, int] = {}
    for place, hit in enumerate(best[:HITS], 1):
        for position, ordinal in enumerate(links.first(hit), place + 1):
            votes[ordinal] = votes.get(ordinal, 0.0) + 1 / position
            voters.setdefault(ordinal, hit)
    ranked = sorted([(-votes[ordinal], ordinal) for ordinal in votes if ordinal not in shown])[:SHOWN]
    curated = links.is_curated
    return [(each, "curated" if curated(voters[each], each) else "mentioned") for _, each in ranked]
