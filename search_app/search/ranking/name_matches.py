"""Entries found by name: the query is a name, asks about one, spells its initials or begins it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from search_app.glossary.naming import name_key
from search_app.search.index.names import Name, NameIndex, NameKind, content_key
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.retrieval.text_index import Tier

BEGINNINGS = 20  # names that begin with the query, at the most
BEGINNING_FROM = 3  # letters of a query that names may begin with
INITIALS_UP_TO = 8  # letters of a query that may be initials

_TIERS = {NameKind.NAME: Tier.NAME, NameKind.LEAD_IN: Tier.LEAD_IN}  # of a name as it is written; others are aliases

BESIDE_LEAD_IN = 1  # content words beside lead-ins; a query with more is a description, which the reranker boosts
MOST_PLACES = 256  # that one lead-in may give

NameMatches = dict[int, tuple[Tier, Name]]  # ordinal -> (tier, the name that put it there)


def match_names(query: AnalyzedQuery, names: NameIndex) -> NameMatches:
    """Return the entries that the query names, each with its best tier and the name that put it there."""
    found: NameMatches = {}
    for tier, name in (*_whole_names(query, names), *_parts_of_names(query, names), *_lead_ins(query, names)):
        if name.ordinal not in found or tier < found[name.ordinal][0]:
            found[name.ordinal] = (tier, name)
    return found


def is_name(found: NameMatches) -> bool:
    """Return whether the query is a whole name, not only the beginning or the initials of one."""
    return any(tier <= Tier.LEAD_IN for tier, _ in found.values())


def _whole_names(query: AnalyzedQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names that the query is, in this or another form, or asks about."""
    for spelling in query.spellings:
        written = [name for name in spelling.names if name.kind != NameKind.LEAD_IN]
        for name in written or names.by_stem_key(spelling.stem_key):
            exact = _TIERS.get(name.kind, Tier.ALIAS)
            yield (exact if name_key(name.text) == query.key else max(exact, Tier.VARIANT)), name
    for name in names.by_phrasing(query.content_key):
        if name.kind == NameKind.ASKED or name_key(name.text) == query.key:
            yield Tier.VARIANT, name
    for name in query.asked_about():
        yield Tier.VARIANT, name


def _parts_of_names(query: AnalyzedQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names whose initials or whose beginning the query is."""
    for spelling in query.spellings:
        text = spelling.text
        if len(text) <= INITIALS_UP_TO and text.isalnum():
            for name in names.by_initials(text):
                yield Tier.INITIALS, name
        if len(text) >= BEGINNING_FROM:
            for name in names.by_prefix(text, BEGINNINGS):
                if name.kind not in (NameKind.ACRONYM, NameKind.LEAD_IN):
                    yield Tier.BEGINNING, name


def _lead_ins(query: AnalyzedQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names of the lead-ins in a query that has hardly any other words.

    Entries that more of the lead-ins lead to, or whose own name has the other words, come first; then the editors'
    order decides.
    """
    others = query.count_beside(query.lead_ins) if query.lead_ins else 0
    if not query.lead_ins or others > BESIDE_LEAD_IN:
        return
    found = [name for each in query.lead_ins for name in names.names_of_lead_in(each)]
    votes = Counter(name.ordinal for name in found)
    for ordinal in votes:
        votes[ordinal] += len(query.stems.keys() & content_key(names.own_name(ordinal)).split())
    most = max(votes.values())
    for name in found:
        name.place += MOST_PLACES * (most - votes[name.ordinal])
        yield (Tier.LEAD_IN_INSIDE if others else Tier.LEAD_IN), name
