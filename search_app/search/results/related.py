"""Related terms beside the results: the terms that the best hits link to and the page does not list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from search_app.search.index.links import Links

HITS = 5  # whose related terms are offered
_VOTES = tuple(1 / rank for rank in range(1, 64))  # reciprocal ranks


def related_to_hits(best: Sequence[int], links: Links, shown: Collection[int], limit: int) -> list[tuple[int, str]]:
    """Return up to `limit` entries that the best hits link to, but for `shown` ones, each with its source.

    A link counts the more, the better its hit and the better its place among the hit's links (reciprocal rank).
    """
    votes: dict[int, float] = {}
    voters: dict[int, int] = {}
    for place, hit in enumerate(best[:HITS], 1):
        for ordinal, vote in zip(links.first(hit), _VOTES[place:], strict=False):
            votes[ordinal] = votes.get(ordinal, 0.0) + vote
            voters.setdefault(ordinal, hit)
    ranked = sorted([(-votes[ordinal], ordinal) for ordinal in votes if ordinal not in shown])[:limit]
    curated = links.is_curated
    return [(each, "curated" if curated(voters[each], each) else "mentioned") for _, each in ranked]
