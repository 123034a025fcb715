"""Entries named by a query with operators: they precede those that only contain its words."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from search_app.glossary.naming import name_key
from search_app.search.index.names import NameIndex, NameKind
from search_app.search.query.syntax_tree import And, Field, Leaf, Phrase, Prefix, Query, wanted_leaves
from search_app.search.retrieval.text_index import Tier

BEGUN_UP_TO = 2000  # words of names that one prefix may begin; one that begins more names nothing, and would take long

_NAMING = (Field.ENTRY, Field.NAME, Field.DEFINITION)  # fields in which words may name an entry: `definition: fee`


def names_in_tree(query: Query, names: NameIndex) -> Mapping[int, Tier]:
    """Return the entries that the words of a query name, each with its tier.

    The words of an And may be one name; each word or phrase may be, too. A prefix names the entries with a name of
    which a word begins so.
    """
    leaves = [leaf for leaf in wanted_leaves(query) if leaf.field in _NAMING]
    found: dict[int, Tier] = {}
    for leaf in leaves:
        if isinstance(leaf, Prefix):
            _add(found, _beginning(leaf.text, names))
        else:
            _add(found, _named("".join(_stems(leaf)), names, whole=len(leaves) == 1))
    if len(leaves) > 1 and isinstance(query, And) and not any(isinstance(leaf, Prefix) for leaf in leaves):
        _add(found, _named("".join([stem for leaf in leaves for stem in _stems(leaf)]), names, whole=True))
    return found


def _add(found: dict[int, Tier], more: Mapping[int, Tier]) -> None:
    for ordinal, tier in more.items():
        found[ordinal] = min(tier, found.get(ordinal, tier))


def _stems(leaf: Leaf) -> tuple[str, ...]:
    return leaf.stems if isinstance(leaf, Phrase) else (leaf.text,)


def _named(key: str, names: NameIndex, *, whole: bool) -> dict[int, Tier]:
    """Return the entries with a name of these stems; `whole`: the name is all of the query."""
    found: dict[int, Tier] = {}
    for ordinal, kind in names.entries_by_stem_key(key):
        tier = Tier.VARIANT if not whole else Tier.NAME if kind == NameKind.NAME else Tier.ALIAS
        found[ordinal] = min(tier, found.get(ordinal, tier))
    return found


def _beginning(prefix: str, names: NameIndex) -> dict[int, Tier]:
    """Return the entries with a name of which a word begins so; none if they are very many."""
    ordinals, kinds, inside, ended = names.words_beginning(name_key(prefix))
    if len(ordinals) > BEGUN_UP_TO:
        return {}
    tiers = np.where(inside, Tier.LATER_WORD, np.where(ended, Tier.NAME, Tier.BEGINNING))
    tiers = np.where(kinds == NameKind.NAME, tiers, Tier.ALIAS_BEGINNING)
    order = np.argsort(-tiers, kind="stable")  # of several names of an entry the last one, the best, stays
    return dict(zip(ordinals[order].tolist(), map(Tier, tiers[order].tolist()), strict=True))
