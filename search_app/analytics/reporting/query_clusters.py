"""Queries that found nothing, put together when they mean the same: the same stems, or almost the same letters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import OSA

from search_app.analytics.reporting.glossary_lookup import GlossaryLookup, NearestTerm
from search_app.glossary.naming import name_key

ALIKE = 0.82  # likeness (0 to 1) from which two spellings are one query
NEAR = 0.5  # likeness to a name below which the query rather wants a term of its own


class SuggestedFix(Struct, frozen=True):
    """A line to add to a term, so that the query finds it: `text` under `key` (`aliases` or `asked_as`)."""

    slug: str
    name: str
    key: str
    text: str


class Cluster(Struct, frozen=True):
    """Queries that mean the same, the most frequent first; `searches` counts all of them.

    `nearest` names the term that comes nearest and `likeness` says how near. `mend` would make the queries find it;
    it is empty when `found_today` says that they do by now, and in a glossary without terms.
    """

    label: str
    searches: int
    queries: tuple[str, ...]
    nearest: str
    likeness: float
    mend: SuggestedFix | None
    found_today: bool

    @property
    def wants_a_term(self) -> bool:
        """Whether nothing comes near."""
        return not self.found_today and self.likeness < NEAR


def cluster(counted: Sequence[tuple[str, int]], atlas: GlossaryLookup, most: int) -> tuple[Cluster, ...]:
    """Return up to `most` clusters of queries, the most frequent first; `counted` is sorted by frequency."""
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
    return tuple(_cluster(members, atlas) for members in ordered[:most])


def mend_for(query: str, near: NearestTerm) -> SuggestedFix:
    """Return the line that would make `query` find the term.

    What is made of the name itself, its initials or its words written together, is an alias and shown as one. Anything
    else is a way to ask, which is searched and not shown: a misspelling or another word is not what it is called.
    """
    words = name_key(near.name).split()
    if name_key(query) == "".join(word[0] for word in words):
        return SuggestedFix(near.slug, near.name, "aliases", query.upper())
    is_the_name = name_key(query).replace(" ", "") == "".join(words)
    return SuggestedFix(near.slug, near.name, "aliases" if is_the_name else "asked_as", query)


def _alike(one: str, other: str) -> bool:
    return OSA.normalized_similarity(one, other, score_cutoff=ALIKE) >= ALIKE


def _cluster(members: Sequence[tuple[str, int]], atlas: GlossaryLookup) -> Cluster:
    label = members[0][0]
    near = atlas.nearest(label)
    found = near is not None and near.found
    return Cluster(
        label=label,
        searches=sum(count for _, count in members),
        queries=tuple(query for query, _ in members),
        nearest=near.name if near else "",
        likeness=round(near.likeness, 2) if near else 0.0,
        mend=mend_for(label, near) if near and not found else None,
        found_today=found,
    )
