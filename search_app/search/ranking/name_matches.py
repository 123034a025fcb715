"""Entries found by name: the query is a name, asks about one, spells its initials or begins it."""

from __future__ import annotations

from collections.abc import Iterator

from search_app.glossary.naming import name_key
from search_app.search.index.names import Name, NameIndex, NameKind
from search_app.search.query.analysis import AnalyzedQuery
from search_app.search.retrieval.text_index import Tier

BEGINNINGS = 20  # names that begin with the query, at the most
BEGINNING_FROM = 3  # letters of a query that names may begin with
INITIALS_UP_TO = 8  # letters of a query that may be initials

NameMatches = dict[int, tuple[Tier, Name]]  # ordinal -> (tier, the name that put it there)


def match_names(query: AnalyzedQuery, names: NameIndex) -> NameMatches:
    """Return the entries that the query names, each with its best tier and the name that put it there."""
    found: NameMatches = {}
    for tier, name in (*_whole_names(query, names), *_parts_of_names(query, names)):
        if name.ordinal not in found or tier < found[name.ordinal][0]:
            found[name.ordinal] = (tier, name)
    return found if query.addressed is None else _addressed_first(found, query.addressed)


def _addressed_first(found: NameMatches, addressed: int) -> NameMatches:
    """Return the matches with those of other entries below the entry whose address was typed."""
    return {
        ordinal: (tier if ordinal == addressed else max(tier, Tier.VARIANT), name)
        for ordinal, (tier, name) in found.items()
    }


def is_name(found: NameMatches) -> bool:
    """Return whether the query is a whole name, not only the beginning or the initials of one."""
    return any(tier <= Tier.VARIANT for tier, _ in found.values())


def _whole_names(query: AnalyzedQuery, names: NameIndex) -> Iterator[tuple[Tier, Name]]:
    """Yield the names that the query is, in this or another form, or asks about."""
    for spelling in query.spellings:
        for name in spelling.names or names.by_stem_key(spelling.stem_key):
            exact = Tier.NAME if name.kind == NameKind.NAME else Tier.ALIAS
            yield (exact if name_key(name.text) == query.key else Tier.VARIANT), name
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
                if name.kind != NameKind.ACRONYM:
                    yield Tier.BEGINNING, name
