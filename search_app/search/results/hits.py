"""Hits: the entries of a page, each with the reason for it, its name and a passage, both highlighted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import reduce
from operator import or_

from search_app.language.language import Language
from search_app.search.index.documents import Document, Match
from search_app.search.index.names import Name, TranslatedName
from search_app.search.query.synonyms import Expansion
from search_app.search.query.word_masks import QueryWordMask
from search_app.search.results.highlighting import highlight
from search_app.search.results.model import Hit, Matched

Row = tuple[int, int, float, Document, list[Match]]  # ordinal, tier, score, stored fields, matching tokens


def make_hits(
    rows: Iterable[Row],
    names: Mapping[int, Name],
    words: QueryWordMask,
    language: Language,
    expansions: Sequence[Expansion] = (),
    *,
    corrected: bool,
) -> tuple[Hit, ...]:
    """Return the hits of a page.

    Args:
        rows: its entries.
        names: the name that found an entry, by its ordinal.
        words: the words of the query that each stem matches, expansions included.
        language: that of the entries.
        expansions: those of the query.
        corrected: whether the query was corrected; a name then matches by its spelling.
    """
    all_words, hits = reduce(or_, words.values(), 0), []
    expanding = {stem for expansion in expansions for stem in expansion.stems}
    for ordinal, tier, score, document, matches in rows:
        matched, name_html, snippet_html = highlight(document, matches, words, all_words, language)
        if expansions and (expansion := _expansion(matches, words, expansions, expanding)):
            matched = Matched("synonym", f"“{expansion.said}” → “{expansion.meant}”", matched.anchor)
        if name := names.get(ordinal):
            matched = _matched_name(name, corrected=corrected)
        hits.append(
            Hit(
                document.slug,
                document.name,
                name_html,
                document.categories,
                snippet_html,
                matched,
                document.updated,
                tier,
                score,
                document.summary,
            )
        )
    return tuple(hits)


def _matched_name(name: Name, *, corrected: bool) -> Matched:
    if isinstance(name, TranslatedName):
        return Matched(name.kind.field, name.text, language=name.language, address=name.address)
    return Matched("spelling" if corrected and not name.reason else name.kind.field, name.explanation)


def _expansion(
    matches: Sequence[Match], words: QueryWordMask, expansions: Sequence[Expansion], expanding: Set[int]
) -> Expansion | None:
    """Return the first expansion by which an entry matches words of the query that it does not contain itself.

    `expanding` are the stems of all expansions.
    """
    own, is_expanded = 0, False
    for _, stem, _, _ in matches:
        if stem in expanding:
            is_expanded = True
        else:
            own |= words[stem]
    if not is_expanded:
        return None
    stems = {match[1] for match in matches}
    for expansion in expansions:
        if stems.issuperset(expansion.stems) and any(not own >> place & 1 for place in expansion.covers):
            return expansion
    return None
