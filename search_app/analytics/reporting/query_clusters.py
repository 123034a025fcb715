"""Cluster queries without results that mean the same: equal stems, or almost equal spelling."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from rapidfuzz.distance import OSA

from search_app.analytics.reporting.glossary_lookup import GlossaryLookup, NearestTerm
from search_app.glossary.naming import name_key

SAME_SPELLING = 0.82  # similarity (0 to 1) from which two spellings are one query
NEAR = 0.5  # similarity to a name below which a query deserves a term of its own


class SuggestedFix(Struct, frozen=True):
    """A line to add to a term file to make a query find the term: `text` under `key` (`aliases` or `asked_as`)."""

    slug: str
    name: str
    key: str
    text: str


class Cluster(Struct, frozen=True):
    """Queries with the same meaning, the most frequent first; `searches` is their total.

    `nearest` is the name of the nearest term and `likeness` its similarity to the label. `fix` would make the queries
    find it; None if they do by now (`found_today`), or in a glossary without terms.
    """

    label: str
    searches: int
    queries: tuple[str, ...]
    nearest: str
    likeness: float
    fix: SuggestedFix | None = field(name="mend")  # the key in the exported JSON
    found_today: bool

    @property
    def wants_a_term(self) -> bool:
        """Whether no term is near."""
        return not self.found_today and self.likeness < NEAR


def cluster(counted: Sequence[tuple[str, int]], glossary: GlossaryLookup, most: int) -> tuple[Cluster, ...]:
    """Return up to `most` clusters of queries, the most frequent first; `counted` is sorted by frequency."""
    groups: list[tuple[str, list[tuple[str, int]]]] = []
    by_stems: dict[frozenset[str], int] = {}
    for query, count in counted:
        key, stems = name_key(query), glossary.stems(query)
        number = by_stems.get(stems) if stems else None
        if number is None:
            number = next((at for at, (head, _) in enumerate(groups) if _same_spelling(head, key)), None)
        if number is None:
            number = len(groups)
            groups.append((key, []))
        by_stems.setdefault(stems, number)
        groups[number][1].append((query, count))
    ordered = sorted((members for _, members in groups), key=lambda members: -sum(count for _, count in members))
    return tuple(_cluster(members, glossary) for members in ordered[:most])


def suggest_fix(query: str, near: NearestTerm) -> SuggestedFix:
    """Return the line that would make `query` find the term.

    The initials of the name, or its words written as one, become an alias, which is shown to readers. Anything else is
    a misspelling or another word for it and becomes an `asked_as` line, which is searched but not shown.
    """
    words = name_key(near.name).split()
    if name_key(query) == "".join(word[0] for word in words):
        return SuggestedFix(near.slug, near.name, "aliases", query.upper())
    is_the_name = name_key(query).replace(" ", "") == "".join(words)
    return SuggestedFix(near.slug, near.name, "aliases" if is_the_name else "asked_as", query)


def _same_spelling(one: str, other: str) -> bool:
    return OSA.normalized_similarity(one, other, score_cutoff=SAME_SPELLING) >= SAME_SPELLING


def _cluster(members: Sequence[tuple[str, int]], glossary: GlossaryLookup) -> Cluster:
    label = members[0][0]
    near = glossary.nearest(label)
    found = near is not None and near.found
    return Cluster(
        label=label,
        searches=sum(count for _, count in members),
        queries=tuple(query for query, _ in members),
        nearest=near.name if near else "",
        likeness=round(near.likeness, 2) if near else 0.0,
        fix=suggest_fix(label, near) if near and not found else None,
        found_today=found,
    )
