"""Cluster missed queries of a language that mean the same: equal stems, or almost equal spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct, field
from rapidfuzz.distance import OSA

from search_app.analytics.reporting.glossary_lookup import GlossaryLookup, GlossaryLookups, NearestTerm, lookup_in
from search_app.glossary.naming import name_key
from search_app.language.languages import DEFAULT

# Queries of programs: no letter or digit, one character alone or repeated, x and a number, addresses and code.
_NOISE = re.compile(
    r"[\W_]*|[\W_]*(.)[\W_]*|\W*(\w)\2{3,}\W*|[xqz]\d+|.*(?:://|\.\./|[<>{}\\]|%[0-9a-f]{2}|\bselect\b.+\bfrom\b|\bor\b.+=).*",
    re.IGNORECASE | re.DOTALL,
)

SAME_SPELLING = 0.82  # similarity (0 to 1) from which two spellings are one query
NEAR = 0.5  # similarity to a name below which a query deserves a term of its own


class MissedQuery(NamedTuple):
    """A query that found nothing, or nothing good: how often, and how often its results were weak."""

    query: str
    searches: int
    weak: int = 0
    language: str = DEFAULT


class SuggestedFix(Struct, frozen=True):
    """A line to add to a term file to make a query find the term: `text` under `key` (`aliases` or `asked_as`).

    The file is that of the term in `language`.
    """

    slug: str
    name: str
    key: str
    text: str
    language: str = DEFAULT


class Cluster(Struct, frozen=True):
    """Queries of a language with the same meaning, the most frequent first; `searches` is their total.

    `weak` of the searches had results, but none that seemed to answer them; the others had none.
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
    weak: int = 0
    language: str = DEFAULT

    @property
    def only_weak(self) -> bool:
        """Whether each of the searches had results, but no good one."""
        return self.weak == self.searches

    @property
    def wants_a_term(self) -> bool:
        """Whether no term is near."""
        return not self.found_today and self.likeness < NEAR


def cluster(missed: Sequence[MissedQuery], glossaries: GlossaryLookups, most: int) -> tuple[Cluster, ...]:
    """Return up to `most` clusters, the most frequent first, without noise; `missed` is sorted by frequency."""
    groups = [
        group
        for language in dict.fromkeys(each.language for each in missed)
        for group in _grouped([each for each in missed if each.language == language], lookup_in(glossaries, language))
    ]
    ordered = sorted(groups, key=lambda members: -sum(each.searches for each in members))
    return tuple(_cluster(members, lookup_in(glossaries, members[0].language)) for members in ordered[:most])


def _grouped(missed: Sequence[MissedQuery], glossary: GlossaryLookup) -> list[list[MissedQuery]]:
    """Return the queries of one language in groups, those of noise left out."""
    groups: list[tuple[str, list[MissedQuery]]] = []
    by_stems: dict[frozenset[str], int] = {}
    for each in missed:
        if is_noise(each.query):
            continue
        key, stems = name_key(each.query), glossary.stems(each.query)
        number = by_stems.get(stems) if stems else None
        if number is None:
            number = next((at for at, (head, _) in enumerate(groups) if _same_spelling(head, key)), None)
        if number is None:
            number = len(groups)
            groups.append((key, []))
        by_stems.setdefault(stems, number)
        groups[number][1].append(each)
    return [members for _, members in groups]


def is_noise(query: str) -> bool:
    """Return whether a query was sent by a program or by accident; nothing is learned from it."""
    return bool(_NOISE.fullmatch(query.strip()))


def suggest_fix(query: str, near: NearestTerm, language: str = DEFAULT) -> SuggestedFix:
    """Return the line that would make `query` find the term in a language.

    The initials of the name, or its words written as one, become an alias, which is shown to readers. Anything else is
    a misspelling or another word for it and becomes an `asked_as` line, which is searched but not shown.
    """
    words = name_key(near.name).split()
    if name_key(query) == "".join(word[0] for word in words):
        return SuggestedFix(near.slug, near.name, "aliases", query.upper(), language)
    is_the_name = name_key(query).replace(" ", "") == "".join(words)
    return SuggestedFix(near.slug, near.name, "aliases" if is_the_name else "asked_as", query, language)


def _same_spelling(one: str, other: str) -> bool:
    return OSA.normalized_similarity(one, other, score_cutoff=SAME_SPELLING) >= SAME_SPELLING


def _cluster(members: Sequence[MissedQuery], glossary: GlossaryLookup) -> Cluster:
    label, language = members[0].query, members[0].language
    near = glossary.nearest(label)
    found = near is not None and near.found
    return Cluster(
        label=label,
        searches=sum(each.searches for each in members),
        queries=tuple(each.query for each in members),
        nearest=near.name if near else "",
        likeness=round(near.likeness, 2) if near else 0.0,
        fix=suggest_fix(label, near, language) if near and not found else None,
        found_today=found,
        weak=sum(each.weak for each in members),
        language=language,
    )
