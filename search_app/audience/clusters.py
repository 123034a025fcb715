"""Queries that found nothing, put together when they mean the same: the same stems, or almost the same letters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from search_app.audience.atlas import Atlas, Near
from search_app.glossary.naming import name_key

ALIKE = 0.82  # likeness (0 to 1) from which two spellings are one query
NEAR = 0.5  # likeness to a name from which a term is proposed; below, a new term is
MISSPELLED = 0.7  # likeness to a name from which a query is a spelling of it, not another word for it
ALIAS_WORDS = 3  # longer ones are how people say it, not what it is called


class Mend(Struct, frozen=True):
    """A line to add to a term, so that the query finds it: `text` under `key` (`aliases` or `asked_as`)."""

    slug: str
    name: str
    key: str
    text: str


class Cluster(Struct, frozen=True):
    """Queries that mean the same, the most frequent first; `searches` counts all of them.

    `nearest` names the term that comes nearest. `mend` is empty when it is not near, and when it is found by now.
    """

    label: str
    searches: int
    queries: tuple[str, ...]
    nearest: str
    mend: Mend | None
    found_today: bool


def cluster(counted: Sequence[tuple[str, int]], atlas: Atlas) -> tuple[Cluster, ...]:
    """Return the clusters of queries, the most frequent first; `counted` is sorted by frequency."""
    groups: list[tuple[str, list[tuple[str, int]]]] = []
    by_stems: dict[frozenset[str], int] = {}
    for query, count in counted:
        key, stems = name_key(query), atlas.stems(query)
        number = by_stems.get(stems) if stems else None
        if number is None:
            number = next((at for at, (head, _) in enumerate(groups) if _alike(head, key)), None)
        if number is None:
            number = len(groups)
            groups.append((key, []))
        by_stems.setdefault(stems, number)
        groups[number][1].append((query, count))
    ordered = sorted((members for _, members in groups), key=lambda members: -sum(count for _, count in members))
    return tuple(_cluster(members, atlas) for members in ordered)


def mend_for(query: str, near: Near) -> Mend:
    """Return the line that would make `query` find the term: an alias if it could be its name, else a way to ask."""
    key, name = name_key(query), name_key(near.name)
    initials = "".join(word[0] for word in name.split())
    misspelled = OSA.normalized_similarity(key, name) >= MISSPELLED
    if key == initials:
        return Mend(near.slug, near.name, "aliases", query.upper())
    could_be_a_name = len(key.split()) <= ALIAS_WORDS and not misspelled
    return Mend(near.slug, near.name, "aliases" if could_be_a_name else "asked_as", query)


def _alike(one: str, other: str) -> bool:
    return OSA.normalized_similarity(one, other, score_cutoff=ALIKE) >= ALIKE


def _cluster(members: Sequence[tuple[str, int]], atlas: Atlas) -> Cluster:
    label = members[0][0]
    near = atlas.nearest(label)
    found = near is not None and near.found
    return Cluster(
        label=label,
        searches=sum(count for _, count in members),
        queries=tuple(query for query, _ in members),
        nearest=near.name if near else "",
        mend=mend_for(label, near) if near and not found and near.likeness >= NEAR else None,
        found_today=found,
    )
