"""The embedded back end: Whoosh's postings as memory-mapped arrays, evaluated in this process."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from search_app.search.index.doc_values import DocValues
from search_app.search.index.documents import Document, DocumentStore, Match, TokenBatch
from search_app.search.index.reader import IndexReader
from search_app.search.query.synonyms import Expansion
from search_app.search.query.syntax_tree import Query
from search_app.search.retrieval.expanded import match_expanded
from search_app.search.retrieval.more_like_this import more_like_this
from search_app.search.retrieval.pairs import Floor, is_pair, pair_of
from search_app.search.retrieval.scoring import NO_DOCS, Scored, WordMatches, intersect, match_words, word_lists
from search_app.search.retrieval.selection import Tiers, best
from search_app.search.retrieval.text_index import (
    MAX_SENTENCE_CHECKS,
    NO_ENTRIES,
    Expand,
    Matches,
    NamedAs,
    RankedEntries,
    Tier,
    WantedEntries,
    Window,
)
from search_app.search.retrieval.tree_evaluation import TreeEvaluator
from search_app.search.storage.arrays import DocIds, Docs, Mask, Scores

_TIER = tuple(Tier)
_SOME_WORDS = np.int8(Tier.SOME_WORDS)

_PLAIN = (Tier.ALL_WORDS.value, Tier.SOME_WORDS.value)  # tiers of entries that are not found by name
_EXPANDED = (Tier.ALL_WORDS.value, Tier.SYNONYMS.value, Tier.SOME_WORDS.value)

# Tiers by whether all words match; to take them is faster than `np.where`.
_BY_WORDS = np.array([Tier.SOME_WORDS, Tier.ALL_WORDS], np.int8)
_BY_EXPANDED_WORDS = np.array([Tier.SOME_WORDS, Tier.SYNONYMS], np.int8)


class Ranked(Struct, frozen=True, gc=False):
    """All matches, in order of ordinals; `tiers` is one number if all have the same, else one of `levels` for each."""

    docs: Docs
    scores: Scores
    tiers: Tiers | int
    levels: tuple[int, ...] = ()

    def best(self, count: int) -> DocIds:
        """Return the places of the best matches, best first."""
        return best(self.tiers, self.scores, count, self.levels)

    def taken(self, places: DocIds) -> Ranked:
        """Return the matches at these places."""
        tiers = self.tiers if isinstance(self.tiers, int) else self.tiers.take(places)
        return Ranked(self.docs.take(places), self.scores.take(places), tiers, self.levels)


class NamedEntries(NamedTuple):
    """Entries found by name, best first; `matching` are those of them, in order, that match a word of the query too."""

    entries: RankedEntries
    matching: list[int]

    @property
    def added(self) -> list[int]:
        """Those, in order, that match no word."""
        if len(self.matching) == len(self.entries.ordinals):
            return []
        return sorted({*self.entries.ordinals}.difference(self.matching))

    def kept(self, mask: Sequence[bool]) -> NamedEntries:
        """Return those that `mask` keeps."""
        ordinals, tiers, scores = self.entries.ordinals, self.entries.tiers, self.entries.scores
        kept = list(compress(ordinals, mask)), list(compress(tiers, mask)), list(compress(scores, mask))
        entries = RankedEntries(*kept)
        return NamedEntries(entries, sorted({*self.matching}.intersection(entries.ordinals)))


NO_NAMES = NamedEntries(NO_ENTRIES, [])


class Found(Struct, frozen=True, gc=False):
    """All matches: those of words, those by name, and those below the floor, in order of ordinals.

    `more` is the number of those below; they are not listed if nobody asks for their categories.
    """

    ranked: Ranked
    named: NamedEntries
    below: Docs
    more: int
    all_words: int
    expansions: Sequence[Expansion] = ()

    @property
    def total(self) -> int:
        """How many entries are answers."""
        return len(self.ranked.docs) + len(self.named.added)


class EmbeddedTextIndex:
    """The full text of one generation; a TextIndex."""

    def __init__(self, reader: IndexReader) -> None:
        self._postings = reader.postings
        self._store = reader.documents
        self._doc_values = reader.doc_values
        self._trees = TreeEvaluator(
            {"entry": reader.postings, "name": reader.name_postings},
            reader.doc_values,
            reader.vocabulary.lexicon,
            reader.sections,
        )

    def match(self, wanted: WantedEntries, window: Window, expand: Expand | None = None) -> Matches:
        floor = _early_floor(wanted, window)
        words = word_lists(self._postings, wanted.alternatives or [[]])
        if floor and is_pair(words):
            return self._match_pair(wanted, window, words, floor, expand)
        found = self._match_words(wanted, words)
        all_words = found.count_all_words()
        expansions = expand() if expand and all_words < wanted.enough else ()
        expanded = self._expanded(wanted, words, expansions) if expansions else None
        return self._matches(wanted, window, found, expanded, all_words, expansions)

    def _match_pair(
        self, wanted: WantedEntries, window: Window, words: Sequence[Scored], floor: Floor, expand: Expand | None
    ) -> Matches:
        """Match two words; what is below the floor is dropped early."""
        expansions = expand() if expand else ()  # at once: it is rare that enough entries match both words
        pair = None if expansions else pair_of(words)
        found = pair.both() if pair else WordMatches(*intersect(words))
        all_words, expanded = len(found.docs), None
        if all_words >= wanted.enough:
            expansions = ()
        elif pair:
            found = pair.above(floor)
        else:
            expanded = match_expanded(self._postings, words, expansions, floor)
        return self._matches(wanted, window, found, expanded, all_words, expansions)

    def _matches(
        self,
        wanted: WantedEntries,
        window: Window,
        found: WordMatches,
        expanded: WordMatches | None,
        all_words: int,
        expansions: Sequence[Expansion],
    ) -> Matches:
        """Return the matches of words, `expanded` or not, with the entries found by name."""
        ranked = _expanded_tiers(expanded, found) if expanded else _tiered(found)
        named = _named_entries(ranked, wanted.named) if wanted.named else NO_NAMES
        if dropped := (expanded or found).dropped:
            return self._windowed(Found(ranked, named, NO_DOCS, dropped, all_words, expansions), window)
        answers, below = _above_floor(ranked, wanted.floor, named)
        return self._windowed(Found(answers, named, below, len(below), all_words, expansions), window)

    def evaluate(self, query: Query, window: Window, named: Mapping[int, Tier] = MappingProxyType({})) -> Matches:
        docs, scores = self._trees.evaluate(query)
        ranked = Ranked(docs, scores, Tier.ALL_WORDS.value)
        if named and len(docs):
            levels = tuple(sorted({*map(int, named.values()), Tier.ALL_WORDS.value}))
            ranked = Ranked(docs, scores, _named_tiers(docs, named), levels)
        return self._windowed(Found(ranked, NO_NAMES, NO_DOCS, 0, len(docs)), window)

    def documents(self, ordinals: Sequence[int]) -> StoredDocuments:
        return StoredDocuments(self._store, ordinals)

    def more_like_this(self, ordinal: int, limit: int) -> list[int]:
        stems = set(self._store.stems(ordinal).tolist())
        return more_like_this(ordinal, stems, self._postings, len(self._doc_values), limit)

    def _match_words(self, wanted: WantedEntries, words: Sequence[Scored]) -> WordMatches:
        found = match_words(words, wanted.enough)
        return self._in_one_sentence(found, wanted.alternatives) if wanted.in_one_sentence else found

    def _expanded(self, wanted: WantedEntries, words: Sequence[Scored], expansions: Sequence[Expansion]) -> WordMatches:
        """Return the entries that match words or expansions of them."""
        found = match_expanded(self._postings, words, expansions)
        if not wanted.in_one_sentence:
            return found
        return self._in_one_sentence(found, _with_expansions(wanted.alternatives, expansions))

    def _in_one_sentence(self, found: WordMatches, alternatives: Sequence[Sequence[int]]) -> WordMatches:
        """Keep `full` only for entries in which one sentence contains every word; a long text contains most words."""
        if found.full is None:
            return found
        full = found.full.nonzero()[0]
        checked = full[(-found.scores[full]).argsort(kind="stable")[:MAX_SENTENCE_CHECKS]]
        kept = np.zeros(len(found.docs), dtype=bool)
        kept[checked] = self._store.hold_together(found.docs[checked].tolist(), alternatives)
        return WordMatches(found.docs, found.scores, kept)

    def _windowed(self, found: Found, window: Window) -> Matches:
        """Return the part of all matches that is wanted."""
        values = self._doc_values
        added = found.named.added
        docs = np.concatenate((found.ranked.docs, np.array(added, np.int32))) if added else found.ranked.docs
        chosen = _chosen(found, values, window.categories) if window.categories else found
        first = _best(chosen, 0, window.best)
        return Matches(
            best=first,
            page=_page(chosen, values, window) if window.has_page else NO_ENTRIES,
            total=chosen.total,
            counts=values.facet_counts(docs),
            best_tier=_best_tier(found) if window.categories or not first.tiers else _TIER[first.tiers[0]],
            all_words=found.all_words,
            expansions=found.expansions,
            more=chosen.more,
            total_unfiltered=len(docs),
        )


def _tiered(found: WordMatches) -> Ranked:
    """Return the entries that match words, each in its tier."""
    if found.full is None:
        return Ranked(found.docs, found.scores, Tier.ALL_WORDS.value)
    return Ranked(found.docs, found.scores, _BY_WORDS.take(found.full), _PLAIN)


def _expanded_tiers(expanded: WordMatches, found: WordMatches) -> Ranked:
    """Return the entries that match words or expansions; those `found` to match all words themselves rank first."""
    tiers = _BY_EXPANDED_WORDS.take(_is_full(expanded))
    tiers[expanded.docs.searchsorted(found.all_words())] = Tier.ALL_WORDS
    return Ranked(expanded.docs, expanded.scores, tiers, _EXPANDED)


def _named_tiers(docs: Docs, named: Mapping[int, Tier]) -> Tiers:
    """Return the tier of each match: that of its name, or ALL_WORDS."""
    tiers = np.full(len(docs), Tier.ALL_WORDS, np.int8)
    ordinals = np.fromiter(named, np.int32, len(named))
    places = docs.searchsorted(ordinals)
    found = docs.take(places, mode="clip") == ordinals
    tiers[places[found]] = np.fromiter(named.values(), np.int8, len(named))[found]
    return tiers


def _with_expansions(alternatives: Sequence[Sequence[int]], expansions: Sequence[Expansion]) -> list[list[int]]:
    """Return for each word the stems that match it, and those of its expansions."""
    expanded = [[*stems] for stems in alternatives]
    for covers, stems, *_ in expansions:
        for place in covers:
            expanded[place] += stems
    return expanded


def _is_full(found: WordMatches) -> Mask:
    """Return for each match whether it matches all words."""
    return np.ones(len(found.docs), dtype=bool) if found.full is None else found.full


def _early_floor(wanted: WantedEntries, window: Window) -> Floor | None:
    """Return the floor, if what is below it may be dropped before it is ranked.

    It is listed where categories are chosen, and an entry is below it too that has both words in different sentences.
    """
    if window.categories or wanted.in_one_sentence or not wanted.floor:
        return None
    return Floor(wanted.floor, sorted(wanted.named))


def _above_floor(ranked: Ranked, floor: float, named: NamedEntries) -> tuple[Ranked, Docs]:
    """Return the matches that are answers, and the entries that match only some words and score below the floor."""
    if not floor or isinstance(ranked.tiers, int) or not len(ranked.docs):
        return ranked, NO_DOCS
    is_answer = ranked.scores >= np.float32(floor) * ranked.scores.max()
    is_answer |= ranked.tiers != _SOME_WORDS
    if named.matching:
        is_answer[ranked.docs.searchsorted(np.array(named.matching, np.int32))] = True
    kept = is_answer.nonzero()[0]
    if len(kept) == len(is_answer):
        return ranked, NO_DOCS
    return ranked.taken(kept), ranked.docs[~is_answer]


def _chosen(found: Found, values: DocValues, categories: Sequence[str]) -> Found:
    """Return the matches in any of the categories."""
    ranked, named = found.ranked, found.named
    below = found.below[values.in_categories(found.below, categories)]
    return Found(
        ranked.taken(values.in_categories(ranked.docs, categories).nonzero()[0]),
        named.kept(values.in_categories(np.asarray(named.entries.ordinals, np.int32), categories).tolist()),
        below,
        len(below),
        found.all_words,
        found.expansions,
    )


def _page(found: Found, values: DocValues, window: Window) -> RankedEntries:
    """Return the matches on the page of the window."""
    if window.sort == "relevance":
        return _best(found, window.start, window.stop)
    merged = _merged(found.ranked, found.named) if found.named.entries.ordinals else found.ranked
    return _listed(merged, values.order_by(window.sort, merged.docs)[window.start : window.stop])


def _best(found: Found, start: int, stop: int) -> RankedEntries:
    """Return the matches from place `start` to `stop`, best first: those found by name, then the others, each once."""
    names = found.named.entries
    others = NO_ENTRIES
    if len(names.ordinals) < stop:
        others = _listed(found.ranked, found.ranked.best(stop))
    if not names.ordinals and not start:
        return others
    known = set(names.ordinals)
    places = [place for place, ordinal in enumerate(others.ordinals) if ordinal not in known]
    return RankedEntries(
        (names.ordinals + [others.ordinals[place] for place in places])[start:stop],
        (names.tiers + [others.tiers[place] for place in places])[start:stop],
        (names.scores + [others.scores[place] for place in places])[start:stop],
    )


def _listed(ranked: Ranked, places: DocIds) -> RankedEntries:
    ordinals: list[int] = ranked.docs.take(places).tolist()
    tiers = [ranked.tiers] * len(ordinals) if isinstance(ranked.tiers, int) else ranked.tiers.take(places).tolist()
    return RankedEntries(ordinals, tiers, ranked.scores.take(places).tolist())


def _best_tier(found: Found) -> Tier | None:
    if found.named.entries.tiers:
        return _TIER[found.named.entries.tiers[0]]
    ranked = found.ranked
    if not len(ranked.docs):
        return None
    return _TIER[ranked.tiers if isinstance(ranked.tiers, int) else int(ranked.tiers.min())]


def _named_entries(ranked: Ranked, named: Mapping[int, NamedAs]) -> NamedEntries:
    """Return the entries found by name, with the scores of those that match words too."""
    ordinals = sorted(named)
    scores = dict.fromkeys(ordinals, 0.0)
    matching: list[int] = []
    if len(ranked.docs):
        places = ranked.docs.searchsorted(np.array(ordinals, np.int32))  # of the same kind, or all docs are converted
        known = ranked.docs.take(places, mode="clip").tolist()
        found = ranked.scores.take(places, mode="clip").tolist()
        for ordinal, other, score in zip(ordinals, known, found, strict=True):
            if ordinal == other:
                scores[ordinal] = score
                matching.append(ordinal)
    order = sorted([(*named[ordinal], -scores[ordinal], ordinal) for ordinal in ordinals])
    best = RankedEntries([each[3] for each in order], [each[0] for each in order], [-each[2] for each in order])
    return NamedEntries(best, matching)


def _merged(ranked: Ranked, named: NamedEntries) -> Ranked:
    """Return the matches with the entries found by name among them, each in the tier of its name."""
    names, added = named.entries, named.added
    at = ranked.docs.searchsorted(np.array(added, np.int32))
    docs = np.insert(ranked.docs, at, added)
    tiers = np.full(len(ranked.docs), ranked.tiers, np.int8) if isinstance(ranked.tiers, int) else ranked.tiers
    tiers = np.insert(tiers, at, 0)
    tiers[docs.searchsorted(names.ordinals)] = names.tiers
    return Ranked(docs, np.insert(ranked.scores, at, 0), tiers)


class StoredDocuments:
    """The documents of some entries, read from the store when they are asked for; a DocumentBatch."""

    def __init__(self, store: DocumentStore, ordinals: Sequence[int]) -> None:
        self._store = store
        self._ordinals = ordinals

    def documents(self) -> list[Document]:
        return self._store.all_of(self._ordinals)

    def summaries(self) -> list[Document]:
        return self.documents()

    def tokens(self) -> TokenBatch:
        return self._store.tokens(self._ordinals)

    def matches(self, stems: Collection[int]) -> list[list[Match]]:
        return self._store.matches(self._ordinals, stems)
