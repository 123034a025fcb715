"""Entries whose names match a query, each with its tier."""

from __future__ import annotations

from collections.abc import Iterator

from search_app.glossary.naming import name_key
from search_app.search.index.names import Name, NameIndex, NameKind
from search_app.search.query.plain import PlainQuery
from search_app.search.ranking.tiers import Named, Tier

BEGINNINGS = 20  # names that begin with the query, at the most
BEGINNING_FROM = 3  # letters of a query that names may begin with
INITIALS_UP_TO = 8  # letters of a query that may be initials


def is_name(named: Named) -> bool:
    """Say whether the query is a name of what it names, not only the beginning of one."""
    return any(tier <= Tier.VARIANT for tier, _ in named.values())


def names_matching(query: PlainQuery, names: NameIndex) -> Named:
    """Return the entries that the query names, or begins to, each with its best tier and the name that it is for."""
    found: Named = {}
    for tier, name in (*_whole_names(query, names), *_parts_of_names(query, names)):
        if name.ordinal not in found or tier < found[name.ordinal][0]:
            found[name.ordinal] = (tier, name)
    return found


def _whole_names(query: PlainQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names that the query is, in this or another form, or asks about."""
    key = name_key(query.text)
    for text, stems in query.spellings():
        for name in names.lookup(text) or names.by_stem_key(stems):
            exact = Tier.NAME if name.kind == NameKind.NAME else Tier.ALIAS
            yield (exact if name_key(name.text) == key else Tier.VARIANT), name
    for name in names.by_phrasing(query.telling_key):
        if name.kind == NameKind.ASKED or name_key(name.text) == key:
            yield Tier.VARIANT, name
    for subject in query.subjects():
        if inside := names.lookup(subject) or names.lookup_stemmed(subject):
            yield from ((Tier.VARIANT, name) for name in inside)
            break


def _parts_of_names(query: PlainQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names whose initials or whose beginning the query is."""
    for text, _ in query.spellings():
        if len(text) <= INITIALS_UP_TO and text.isalnum():
            yield from ((Tier.INITIALS, name) for name in names.by_initials(text))
        if len(text) >= BEGINNING_FROM:
            for name in names.by_prefix(text, BEGINNINGS):
                if name.kind != NameKind.ACRONYM:
                    yield Tier.BEGINNING, name
