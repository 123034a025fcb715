"""The best results of a search for the typed text, whose last word may be unfinished."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search_app.search.index.vocabulary import Vocabulary
from search_app.search.query.operators import has_operators
from search_app.search.query.syntax_tree import Field
from search_app.search.ranking.ranker import Ranking
from search_app.search.request import SearchRequest
from search_app.search.results.model import Correction
from search_app.search.retrieval.text_index import RankedEntries, TextIndex, Tier, WantedEntries, Window
from search_app.search.suggesting.rows import Reason, reason
from search_app.search.suggesting.typed import BEGUN_FROM, TypedText

BEGUN_BY = 64  # words that the last one may begin; where it begins more, it says nothing yet
WEAK = 3  # results that match only some words, at the most

Find = Callable[[SearchRequest, Window], tuple[Ranking, Correction | None]]  # a search, before its hits are made


class ResultFinder:
    """Finds the best results of one generation for a text that is still being typed."""

    def __init__(self, vocabulary: Vocabulary, text_index: TextIndex, find: Find) -> None:
        self._vocabulary = vocabulary
        self._text_index = text_index
        self._find = find

    def best(self, typed: TypedText, limit: int, categories: Sequence[str]) -> list[Reason]:
        """Return the best entries, each with the name that the search found it by, if it did."""
        window = Window(categories, best=limit)
        if begun := self._stems_begun(typed):
            found = self._text_index.match(self._with_last_begun(typed, begun), window)
            return [reason(ordinal) for ordinal in _without_weak(found.best)]
        ranking, correction = self._find(SearchRequest(typed.text, tuple(categories), related=0), window)
        best = _without_weak(ranking.matches.best)[:limit]
        return [reason(ordinal, ranking.names.get(ordinal), corrected=correction is not None) for ordinal in best]

    def _stems_begun(self, typed: TypedText) -> list[int]:
        """Return the stems that the last word begins; none if it is a word itself, or begins none or too many."""
        last, lexicon = typed.unfinished, self._vocabulary.lexicon
        if len(last) < BEGUN_FROM or lexicon.knows(last) or has_operators(typed.text, self._vocabulary.language):
            return []
        stems: list[int] = lexicon.stems_beginning(last, Field.ENTRY).tolist()
        return stems if len(stems) <= BEGUN_BY else []

    def _with_last_begun(self, typed: TypedText, begun: Sequence[int]) -> WantedEntries:
        """Return a description of the entries with all words, any of the stems in place of the last."""
        finished = dict.fromkeys(word.stem for word in typed.content[:-1])
        numbers = [self._vocabulary.stems.find(stem) for stem in finished]
        return WantedEntries({}, [*([number] if number >= 0 else [] for number in numbers), begun], enough=1)


def _without_weak(best: RankedEntries) -> list[int]:
    """Return the ordinals of the entries that match all words; if none does, the first few."""
    strong = sum(tier < Tier.SOME_WORDS for tier in best.tiers)
    return best.ordinals[: strong or WEAK]
