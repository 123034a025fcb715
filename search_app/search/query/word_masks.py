"""The words of a query that each stem matches, as bits: with them matched words are counted and highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import Field, Leaf, Prefix, Query, Term, wanted_leaves

QueryWordMask = Mapping[int, int]  # number of a stem -> the words of the query that it matches, as bits


def words_of_query(alternatives: Sequence[Sequence[int]], expansions: Sequence[Expansion]) -> QueryWordMask:
    """Return the mask of a plain query."""
    found = _mask(alternatives)
    for covers, stems, *_ in expansions:
        for stem in stems:
            found.setdefault(stem, sum([1 << place for place in covers]))
    return found


def words_of_tree(query: Query, vocabulary: Vocabulary) -> QueryWordMask:
    """Return the mask of a query tree, whatever fields its words are searched in, without those that it excludes."""
    return _mask([stems for leaf in wanted_leaves(query) for stems in _stems(leaf, vocabulary)])


def _mask(words: Sequence[Sequence[int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for place, stems in enumerate(words):
        for stem in stems:
            found[stem] = found.get(stem, 0) | 1 << place
    return found


def _stems(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[list[int]]:
    """Yield for each word of a leaf the numbers of the stems that it matches."""
    if leaf.field == Field.CATEGORY:
        return
    if isinstance(leaf, Prefix):
        yield vocabulary.lexicon.stems_beginning(leaf.text, Field.ENTRY).tolist()
        return
    for text in [leaf.text] if isinstance(leaf, Term) else leaf.stems:
        number = vocabulary.stems.find(text)
        yield [number] if number >= 0 else []
